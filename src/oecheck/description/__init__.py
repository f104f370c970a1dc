"""The course description record: read, held against its schema, laid under the course, written for a provider.

    load(container, root, given) -> Loaded(record, findings)
    merge(course, record) -> Course
    unresolved(course, record, paths) -> findings
    write_description(course, package) -> YAML

The names are imported from their modules, so that a check without a record loads no YAML.
"""
