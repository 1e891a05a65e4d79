"""Nothing stands twice in one list of references.

The second entry in `items`, `requires`, `covers` or `ready_when` changes nothing; one of the two
was perhaps meant to be something else. `adam` and `home/adam` are one item in the curriculum
`home`.

## Example

```yaml
- id: training-loop
  title: The training loop
  kind: skill
  covers: [adam, schedules, adam]
```

## Instead

Remove the second one, or write what was meant. `dlr lint --fix` removes it, unless it has a reason
that the first one lacks.
"""

from dlroadmap.lint.rule import Rule

RULE = Rule("S107", __doc__)
