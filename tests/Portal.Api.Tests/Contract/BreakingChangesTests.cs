namespace Portal.Api.Tests.Contract;

/// <summary>Programs that were written for the released contract go on working.</summary>
public sealed class BreakingChangesTests
{
    private const string Small =
        """
        openapi: 3.1.2
        info: { title: Small, version: 1.0.0 }
        paths:
          /v1/things:
            get:
              operationId: searchThings
              parameters:
                - { name: kind, in: query, schema: { type: array, maxItems: 5, items: { type: string, enum: [red, blue] } } }
                - { name: page, in: query, schema: { type: integer, format: int32, minimum: 1, maximum: 100 } }
                - { name: text, in: query, schema: { type: string, maxLength: 20 } }
              responses:
                '200':
                  description: Things
                  headers: { ETag: { schema: { type: string } } }
                  content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
                '404': { description: None }
          /v1/things/{id}:
            put:
              operationId: upsertThing
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/ThingWrite' } } } }
              responses: { '204': { description: Done } }
        components:
          schemas:
            Thing:
              type: object
              required: [id, name]
              properties:
                id: { type: string, format: uuid }
                name: { type: string }
                labels: { type: object, additionalProperties: { type: string } }
                place: { anyOf: [{ $ref: '#/components/schemas/Place' }, { type: 'null' }] }
            Place: { type: object, required: [town], properties: { town: { type: [string, 'null'] } } }
            ThingWrite: { type: object, required: [name], properties: { name: { type: string, maxLength: 10 }, note: { type: string }, parts: { type: array, items: { $ref: '#/components/schemas/Part' } } } }
            Part: { type: object, required: [size], properties: { size: { type: integer, maximum: 7 }, weight: { type: integer } } }
        """;

    [Fact]
    public void The_contract_breaks_nothing_that_was_released() =>
        Assert.Empty(BreakingChanges.Between(PublishedContract.Released, PublishedContract.Current));

    [Fact]
    public void The_same_contract_breaks_nothing() => Assert.Empty(Changed("info", "info"));

    [Theory]
    [InlineData("/v1/things:", "/v1/stuff:", "is gone")]
    [InlineData("operationId: searchThings", "operationId: findThings", "is called findThings instead of searchThings")]
    [InlineData("name: text, in", "name: words, in", "the parameter text is gone")]
    [InlineData("name: text, in: query,", "name: text, in: query, required: true,", "the parameter text has become required")]
    [InlineData("enum: [red, blue]", "enum: [red]", "no longer takes \"blue\"")]
    [InlineData("maxItems: 5", "maxItems: 4", "narrower maxItems")]
    [InlineData("maximum: 100", "maximum: 99", "narrower maximum")]
    [InlineData("minimum: 1,", "minimum: 2,", "narrower minimum")]
    [InlineData("maxLength: 20", "maxLength: 19", "narrower maxLength")]
    [InlineData("type: string, maxLength: 20", "type: string, minLength: 1, maxLength: 20", "narrower minLength")]
    [InlineData("type: string, maxLength: 20", "type: string, pattern: '^a', maxLength: 20", "another pattern")]
    [InlineData("type: integer, format: int32", "type: string", "instead of")]
    [InlineData("'404': { description: None }", "'410': { description: None }", "the answer 404 is gone")]
    [InlineData("application/json:", "application/xml:", "is no longer application/json")]
    [InlineData("ETag:", "Age:", "has lost the header ETag")]
    [InlineData("name: { type: string }\n", "title: { type: string }\n", "Thing.name is gone")]
    [InlineData("name: { type: string }\n", "name: { type: integer }\n", "Thing.name is Integer instead of String")]
    [InlineData("name: { type: string }\n", "name: { type: [string, 'null'] }\n", "Thing.name is")]
    [InlineData("required: [id, name]", "required: [id]", "Thing.name need not be there any more")]
    [InlineData("place: { anyOf: [{ $ref: '#/components/schemas/Place' }, { type: 'null' }] }", "place: { type: string }", "Thing.place is")]
    [InlineData("type: string, maxLength: 10", "type: string, maxLength: 9", "ThingWrite.name has a narrower maxLength")]
    [InlineData("required: [name], properties: { name: { type: string, maxLength: 10 }", "required: [name, note], properties: { name: { type: string, maxLength: 10 }", "ThingWrite.note has become required")]
    [InlineData("size: { type: integer, maximum: 7 }", "size: { type: integer, maximum: 6 }", "Part.size has a narrower maximum")]
    [InlineData("required: [size]", "required: [size, weight]", "Part.weight has become required")]
    [InlineData("requestBody: { content: {", "requestBody: { required: true, content: {", "has come to need a body")]
    [InlineData("requestBody: { content: { application/json:", "requestBody: { content: { text/csv:", "no longer takes application/json")]
    [InlineData("schema: { $ref: '#/components/schemas/ThingWrite' }", "schema: { $ref: '#/components/schemas/Part' }", "the body is Part instead of ThingWrite")]
    [InlineData("additionalProperties: { type: string }", "additionalProperties: { type: integer }", "Thing.labels{} is Integer instead of String")]
    [InlineData("labels: { type: object, additionalProperties: { type: string } }", "labels: { type: object }", "Thing.labels no longer says what its values are")]
    public void A_break_is_told(string from, string to, string told) =>
        Assert.Contains(Changed(from, to), broken => broken.Contains(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("enum: [red, blue]", "enum: [red, blue, green]")]
    [InlineData("maxItems: 5", "maxItems: 6")]
    [InlineData("maxLength: 20", "maxLength: 21")]
    [InlineData("minimum: 1,", "minimum: 0,")]
    [InlineData("type: string, maxLength: 20", "type: string")]
    [InlineData("- { name: text", "- { name: more, in: query, schema: { type: string } }\n        - { name: text")]
    [InlineData("'404': { description: None }", "'404': { description: None }\n        '410': { description: Gone }")]
    [InlineData("name: { type: string }\n", "name: { type: string }\n        more: { type: string }\n")]
    [InlineData("type: [string, 'null']", "type: string")]
    [InlineData("required: [name], properties", "required: [], properties")]
    [InlineData("required: [size]", "required: []")]
    [InlineData("description: Things", "description: Other words")]
    public void What_only_adds_is_no_break(string from, string to) => Assert.Empty(Changed(from, to));

    private static IReadOnlyList<string> Changed(string from, string to)
    {
        var small = Small.ReplaceLineEndings("\n");
        Assert.Contains(from, small, StringComparison.Ordinal);
        return BreakingChanges.Between(PublishedContract.Read(small), PublishedContract.Read(small.Replace(from, to, StringComparison.Ordinal)));
    }
}
