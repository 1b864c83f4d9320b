using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Sitemap;

public sealed class GetSitemapTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task An_empty_portal_has_no_parts()
    {
        await api.EmptyAsync();
        Assert.Empty((await api.GetJsonAsync("/v1/sitemap")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Each_part_says_where_it_begins_how_long_it_is_and_when_it_last_changed()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        await api.AddProjectAsync(organisation: organisation);
        api.Clock.Advance(TimeSpan.FromMinutes(5));
        var last = await api.AddProjectAsync(organisation: organisation);

        var parts = (await api.GetJsonAsync("/v1/sitemap")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["project", "organisation"], parts.Select(part => part.GetProperty("kind").GetString()));
        Assert.All(parts, part => Assert.Equal(Guid.Empty, part.GetProperty("after").GetGuid()));
        Assert.Equal([2, 1], parts.Select(part => part.GetProperty("pages").GetInt32()));
        Assert.Equal(last.UpdatedAt, parts[0].GetProperty("updatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_parts_together_have_every_page_once()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        // The triggers make each row findable and number it one by one, which is not what this is about.
        await api.SqlAsync(
            """
            ALTER TABLE organisations DISABLE TRIGGER USER;
            INSERT INTO organisations (id, name, country, topics, inclusion_supports, labels, created_at, updated_at, changed_by, change_number)
            SELECT ('01980f3a-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'House ' || n, 'MD', '{}', '{}', '[]', now(), now(), 'test', 1000000 + n
            FROM generate_series(1, 10001) AS n;
            ALTER TABLE organisations ENABLE TRIGGER USER;
            """);

        var parts = (await api.GetJsonAsync("/v1/sitemap")).GetProperty("items").EnumerateArray().Where(part => part.GetProperty("kind").GetString() == "organisation").ToList();
        Assert.Equal([5_000, 5_000, 2], parts.Select(part => part.GetProperty("pages").GetInt32()));

        var found = new List<Guid>();
        foreach (var part in parts)
        {
            var pages = await api.GetJsonAsync($"/v1/sitemap/pages?kind=organisation&after={part.GetProperty("after").GetGuid()}");
            Assert.Equal(part.GetProperty("pages").GetInt32(), pages.GetProperty("items").GetArrayLength());
            found.AddRange(pages.GetProperty("items").EnumerateArray().Select(page => page.GetProperty("id").GetGuid()));
        }

        Assert.Equal(10_002, found.Distinct().Count());
        Assert.Contains(organisation.Id, found);
    }
}
