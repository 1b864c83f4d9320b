using System.Net;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>What words find, and in which order.</summary>
public sealed class SearchProjectsByTextTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    // Latin
    [InlineData("Středisko volného času", "stredisko VOLNEHO casu")]
    [InlineData("Chișinău", "CHISINAU")]
    [InlineData("Straße", "strasse")]
    [InlineData("Łódź i Gdańsk", "lodz gdansk")]
    [InlineData("Ærø", "aero")]
    [InlineData("cafe", "Café")]
    [InlineData("1ère édition", "1ere")]
    [InlineData("Été2027", "ete2027")]
    [InlineData("Après-école", "apres-ecole")]
    // Turkish has an i with and one without a dot.
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Diyarbakır", "DIYARBAKIR")]
    [InlineData("ISPARTA", "ısparta")]
    // Greek
    [InlineData("Αθήνα", "αθηνα")]
    [InlineData("Αθήνα", "ΑΘΗΝΑ")]
    [InlineData("Προϊόν", "προιον")]
    [InlineData("ΠΑΤΡΑΣ", "Πάτρας")]
    [InlineData("Θεσσαλονίκης", "ΘΕΣΣΑΛΟΝΙΚΗΣ")]
    // Cyrillic
    [InlineData("Младежки център", "МЛАДЕЖКИ ЦЕНТЪР")]
    [InlineData("ёлка", "елка")]
    [InlineData("Київ", "КИЇВ")]
    // Typed with the accent as a character of its own
    [InlineData("Chișinău", "Chis\u0327ina\u0306u")]
    [InlineData("Athe\u0301na", "athena")]
    public async Task Accents_and_case_do_not_matter(string title, string text)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = title });
        await api.AddProjectAsync(Some.Project with { Title = "Something else" });

        Assert.Equal([title], await TitlesAsync(text));
    }

    [Theory]
    [InlineData("title", "lighthouse")]
    [InlineData("organisation", "lighthouse")]
    [InlineData("town", "lighthouse")]
    [InlineData("description", "lighthouse")]
    [InlineData("participantProfile", "lighthouse")]
    [InlineData("accommodation", "lighthouse")]
    [InlineData("training", "lighthouse")]
    [InlineData("country", "romania")]
    [InlineData("topic", "refugees")]
    public async Task Every_field_that_words_are_in_is_searched(string field, string text)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Something else" });
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = field == "organisation" ? "The Lighthouse" : "Casa" });
        var project = await api.AddProjectAsync(
            Some.Project with
            {
                Title = field == "title" ? "Lighthouse keepers" : "Plain",
                Town = field == "town" ? "LIGHTHOUSE" : null,
                Description = In("description"),
                ParticipantProfile = In("participantProfile"),
                Accommodation = In("accommodation"),
                Training = In("training"),
                Country = field == "country" ? "RO" : "MD",
                Topics = field == "topic" ? ["migr"] : [],
            },
            organisation);

        Assert.Equal(project.Id, Assert.Single((await PageAsync(text)).Items).Id);

        string? In(string name) => name == field ? "You live in a *lighthouse*, by the sea." : null;
    }

    [Fact]
    public async Task Words_may_be_found_in_different_fields_and_all_have_to_be()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Garden", Town = "Bălți", Description = "With children." });
        await api.AddProjectAsync(Some.Project with { Title = "Garden", Town = "Soroca", Description = "With children." });

        Assert.Equal(1, (await PageAsync("garden balti children moldova")).Total);
        Assert.Equal(2, (await PageAsync("garden children")).Total);
        Assert.Equal(0, (await PageAsync("garden balti elephants")).Total);
    }

    [Fact]
    public async Task A_new_name_of_the_organisation_is_found_at_once()
    {
        await api.EmptyAsync();
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Organisation>(project.OrganisationId, found => found.Revise(Some.Organisation with { Name = "Windmill" }));

        Assert.Equal(1, (await PageAsync("windmill")).Total);
        Assert.Equal(0, (await PageAsync("river")).Total);
    }

    [Fact]
    public async Task A_title_outweighs_organisation_and_town_which_outweigh_labels_and_texts_however_often()
    {
        await api.EmptyAsync();
        var plain = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa" });
        await api.AddProjectAsync(Some.Project with { Title = "text", Description = string.Join(' ', Enumerable.Repeat("health", 1400)) }, plain);
        await api.AddProjectAsync(Some.Project with { Title = "label", Topics = ["health"] }, plain);
        await api.AddProjectAsync(Some.Project with { Title = "town", Town = "Health" }, plain);
        var named = await api.AddOrganisationAsync(Some.Organisation with { Name = "Health" });
        await api.AddProjectAsync(Some.Project with { Title = "organisation" }, named);
        await api.AddProjectAsync(Some.Project with { Title = "A long title that says health only at its very end, health" }, plain);

        var titles = await TitlesAsync("health");

        Assert.StartsWith("A long title", titles[0], StringComparison.Ordinal);
        Assert.Equal(["organisation", "town"], titles[1..3].Order());
        Assert.Equal(["label", "text"], titles[3..].Order());
    }

    [Fact]
    public async Task Two_words_in_a_title_outweigh_two_words_often_in_a_text()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "text", Description = string.Join(' ', Enumerable.Repeat("youth garden", 700)) });
        await api.AddProjectAsync(Some.Project with { Title = "Garden in a town with very many people and also for the youth" });

        Assert.StartsWith("Garden", (await TitlesAsync("youth garden"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_text_the_best_match_comes_first_unless_another_order_is_asked_for()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Soon", Description = "A harbour.", Deadline = new DateOnly(2027, 1, 20) });
        await api.AddProjectAsync(Some.Project with { Title = "Harbour", Deadline = new DateOnly(2027, 2, 20) });

        Assert.Equal(["Harbour", "Soon"], await TitlesAsync("harbour"));
        Assert.Equal(["Harbour", "Soon"], await TitlesAsync("harbour", "&sort=relevance"));
        Assert.Equal(["Soon", "Harbour"], await TitlesAsync("harbour", "&sort=deadline"));
    }

    [Theory]
    [InlineData("\"youth centre\"", "A youth centre")]
    [InlineData("\"Youth CENTRÉ\"", "A youth centre")]
    [InlineData("youth centre", "A centre of youth", "A youth centre")]
    [InlineData("youth -centre", "Youth work")]
    [InlineData("-centre", "Tea or coffee", "Youth work")]
    [InlineData("-\"youth centre\"", "A centre of youth", "Tea or coffee", "Youth work")]
    [InlineData("-youth -tea")]
    // Not an operator but a word like any other.
    [InlineData("or", "Tea or coffee")]
    [InlineData("youth or work")]
    [InlineData("tea OR coffee", "Tea or coffee")]
    [InlineData("youth and work")]
    [InlineData("not youth")]
    // Signs around words are not part of them.
    [InlineData("(youth) & work!", "Youth work")]
    [InlineData("youth:* | work", "Youth work")]
    [InlineData("youth, work.", "Youth work")]
    [InlineData("\"youth work", "Youth work")]
    [InlineData("youth work\"", "Youth work")]
    [InlineData("youth \"\" work", "Youth work")]
    [InlineData("youth - work", "Youth work")]
    [InlineData("youth -\"\" work", "Youth work")]
    [InlineData("youth 'work' \\", "Youth work")]
    [InlineData("%outh _ork")]
    // Whole words count: no beginning of a word is taken for the word.
    [InlineData("wor")]
    [InlineData("you")]
    public async Task Quotes_make_a_phrase_a_minus_leaves_out_and_everything_else_is_words(string text, params string[] titles)
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa" });
        foreach (var title in new[] { "A youth centre", "A centre of youth", "Youth work", "Tea or coffee" })
        {
            await api.AddProjectAsync(Some.Project with { Title = title }, organisation);
        }

        Assert.Equal(titles, (await TitlesAsync(text)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_whole_reference_is_found_and_no_part_of_it()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "numbered" }, source: "portal-search", reference: "12147");
        await api.AddProjectAsync(Some.Project with { Title = "lettered" }, source: "other", reference: "AB-7/x");

        Assert.Equal(["numbered"], await TitlesAsync("12147"));
        Assert.Equal(["numbered"], await TitlesAsync(" 12147 "));
        Assert.Equal(["lettered"], await TitlesAsync("AB-7/x"));
        Assert.Equal(["lettered"], await TitlesAsync("ab-7/X"));
        Assert.Empty(await TitlesAsync("1214"));
        Assert.Empty(await TitlesAsync("2147"));
    }

    [Fact]
    public async Task A_reference_beside_a_word_that_is_nowhere_is_a_way_out()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "numbered" }, source: "portal-search", reference: "12147");

        var page = await PageAsync("12147 \"qqxxyy\"");

        Assert.Equal(0, page.Total);
        Assert.Contains(page.Suggestions, way => way.Parameter == "text" && way.Values.SequenceEqual(["12147"]) && way.Total == 1);
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("&")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("😀")]
    [InlineData("👩‍👩‍👧‍👦 🇲🇩")]
    [InlineData("\u200b")]
    [InlineData("\ufffd")]
    [InlineData("')) OR 1=1 --")]
    [InlineData("a'b\\c%d_e")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Text_without_a_word_that_is_anywhere_finds_nothing(string text)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync();

        var page = await PageAsync(text);

        Assert.Equal(0, page.Total);
        Assert.Empty(page.Items);
    }

    [Fact]
    public async Task A_sign_beside_a_word_does_not_hide_it()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Garden 😀 party" });

        Assert.Single(await TitlesAsync("garden 😀 party"));
        Assert.Single(await TitlesAsync("garden 🎉"));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("a%00b")]
    [InlineData("%01")]
    [InlineData("a%0Ab")]
    [InlineData("a%7Fb")]
    [InlineData("a%C2%85b")]
    public async Task Control_characters_are_refused(string escaped)
    {
        var problem = await api.GetProblemAsync($"/v1/projects?text={escaped}", HttpStatusCode.BadRequest);

        Assert.Equal("validationFailed", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty("text", out _));
    }

    [Fact]
    public async Task Text_can_have_two_hundred_characters_and_no_more()
    {
        await PageAsync(new string('ă', 200));
        await PageAsync(string.Join(' ', Enumerable.Range(0, 100).Select(_ => "x")));
        await PageAsync(new string('"', 200));
        await PageAsync(string.Concat(Enumerable.Repeat("-\"", 100)));

        foreach (var length in new[] { 201, 5000 })
        {
            var problem = await api.GetProblemAsync($"/v1/projects?text={new string('a', length)}", HttpStatusCode.BadRequest);
            Assert.True(problem.GetProperty("errors").TryGetProperty("text", out _));
        }
    }

    [Fact]
    public async Task A_word_longer_than_the_database_indexes_neither_breaks_a_write_nor_a_search()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Long", Description = new string('a', 5000) + " lighthouse" });

        Assert.Equal(["Long"], await TitlesAsync("lighthouse"));
    }

    private Task<ProjectPage> PageAsync(string text, string more = "") =>
        api.GetAsync<ProjectPage>($"/v1/projects?text={Uri.EscapeDataString(text)}{more}");

    private async Task<List<string>> TitlesAsync(string text, string more = "") =>
        [.. (await PageAsync(text, more)).Items.Select(item => item.Title)];
}
