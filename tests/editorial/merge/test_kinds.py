"""The table of what hangs on an authority is whole: a new reference fails here until merges know of it."""

import pytest

from articles.editorial.merge import KINDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_row_that_points_to_an_authority_is_in_the_table(kind):
    pointing = {
        (relation.related_model, relation.field.attname)
        for relation in kind.model._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and relation.one_to_many
    }

    assert pointing == {(each.model, each.column) for each in kind.references}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_columns_beside_are_those_of_the_databases_own_constraints(kind):
    for each in kind.references:
        field = next(f for f in each.model._meta.concrete_fields if f.attname == each.column)
        sets = [set(c.fields) for c in each.model._meta.constraints if getattr(c, "fields", None) and not c.condition]
        sets += [set(names) for names in each.model._meta.unique_together]
        attnames = {f.name: f.attname for f in each.model._meta.concrete_fields}
        with_it = [{attnames[name] for name in names} - {each.column} for names in sets if field.name in names]
        assert with_it == ([set(each.beside)] if each.beside else []), each.model
