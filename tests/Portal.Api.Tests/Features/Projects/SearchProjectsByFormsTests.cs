using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>How words are found that are not typed as they are written, and what comes first.</summary>
public sealed class SearchProjectsByFormsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    [InlineData("en", "Gardens by the river", "garden rivers")]
    [InlineData("fr", "Jardins partagés", "jardin partagé")]
    [InlineData("de", "Gärten am Fluss", "Garten")]
    [InlineData("es", "Huertos urbanos", "huerto urbano")]
    [InlineData("it", "Biciclette ritrovate", "bicicletta ritrovata")]
    [InlineData("pt", "Bibliotecas vivas", "biblioteca viva")]
    [InlineData("ro", "Grădini de oraș", "grădină")]
    [InlineData("nl", "Tuinen en vogels", "tuin vogel")]
    [InlineData("sv", "Instrumentbussen rullar", "instrumentbuss")]
    [InlineData("da", "Cyklerne kører", "cykler")]
    [InlineData("no", "Barnene leker", "barn")]
    [InlineData("nb-NO", "Barnene leker", "barn")]
    [InlineData("fi", "Järven vartijat", "järvi")]
    [InlineData("hu", "Színház a szomszédból", "szomszéd")]
    [InlineData("el", "Μονοπάτια και τραγούδια", "μονοπάτι τραγούδι")]
    [InlineData("tr", "Mahallenin gönüllüleri", "mahalle gönüllü")]
    [InlineData("lt", "Dviračių dirbtuvės", "dviratis")]
    [InlineData("et", "Päev rabas", "raba")]
    [InlineData("sr", "Жива библиотека", "библиотеке")]
    [InlineData("ar", "الطيور", "طيور")]
    [InlineData("pt-BR", "Bibliotecas vivas", "biblioteca")]
    public async Task Another_form_of_a_word_is_found_in_the_language_of_the_text(string language, string title, string text)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = title, Language = language });
        await api.AddProjectAsync(Some.Project with { Title = "Something else", Language = "en" });

        var page = await PageAsync(text);

        Assert.Equal(title, Assert.Single(page.Items).Title);
        Assert.Null(page.CorrectedText);
    }

    [Theory]
    [InlineData("pl", "Ogrody społeczne", "ogród", "ogrody")]
    [InlineData("cs", "Zahrady bez plotu", "zahrada", "zahrady")]
    [InlineData("bg", "Стари къщи", "къща", "къщи")]
    [InlineData("uk", "Стежки в горах", "стежка", "стежки")]
    public async Task In_other_languages_another_form_is_only_a_near_spelling(string language, string title, string text, string corrected)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = title, Language = language });

        var page = await PageAsync(text);

        Assert.Equal(title, Assert.Single(page.Items).Title);
        Assert.Equal(corrected, page.CorrectedText);
    }

    [Theory]
    [InlineData("Les jardins de la ville", "Nous avons une maison et des arbres pour les jeunes qui sont dans le quartier.", "jardin")]
    [InlineData("Gärten am Fluss", "Wir sind ein Verein und haben eine Werkstatt, die auch für den Garten ist.", "Garten")]
    [InlineData("Grădini", "Tinerii sunt din oraș și vor lucra cu o echipă pentru un parc sau în sate.", "grădină")]
    public async Task A_text_that_does_not_say_its_language_shows_it_by_its_small_words(string title, string description, string text)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = title, Description = description, Language = null });

        var page = await PageAsync(text);

        Assert.Equal(title, Assert.Single(page.Items).Title);
        Assert.Null(page.CorrectedText);
    }

    [Theory]
    [InlineData("L'école du vent", "l'école")]
    [InlineData("L'école du vent", "lecole")]
    [InlineData("L'école du vent", "l ecole")]
    [InlineData("L'école du vent", "L’ÉCOLE")]
    [InlineData("L'école du vent", "école")]
    [InlineData("École du vent", "l'école")]
    [InlineData("L’école du vent", "lecole")]
    [InlineData("After-school club", "after-school")]
    [InlineData("After-school club", "afterschool")]
    [InlineData("After-school club", "after school")]
    [InlineData("After-school club", "AFTER-SCHOOL club")]
    [InlineData("Afterschool club", "after-school")]
    [InlineData("Afterschool club", "after school")]
    [InlineData("Fahrradwerkstatt", "fahrrad werkstatt")]
    [InlineData("EVS/ESC in the hills", "evs")]
    [InlineData("EVS/ESC in the hills", "esc")]
    [InlineData("EVS/ESC in the hills", "EVS/ESC")]
    [InlineData("EVS/ESC in the hills", "esc evs")]
    [InlineData("EVS in the hills", "evs in the hills")]
    public async Task Apostrophes_hyphens_and_slashes_do_not_matter(string title, string text)
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa" });
        await api.AddProjectAsync(Some.Project with { Title = title }, organisation);
        await api.AddProjectAsync(Some.Project with { Title = "Something else" }, organisation);

        var page = await PageAsync(text);

        Assert.Equal(title, Assert.Single(page.Items).Title);
        Assert.Null(page.CorrectedText);
    }

    [Theory]
    // As it is written where it occurs, and in small letters for whoever types small letters.
    [InlineData("Grădina mare", "gradnia", "grădina")]
    [InlineData("Grădina mare", "Gradnia mare", "Grădina mare")]
    [InlineData("GRĂDINA MARE", "gradnia mare", "grădina mare")]
    [InlineData("Ζωντανή βιβλιοθήκη", "βιβλιοθήκκη", "βιβλιοθήκη")]
    [InlineData("Жива библиотека", "бибилотека", "библиотека")]
    [InlineData("Bicycle workshop", "bycicle workshop", "bicycle workshop")]
    // Words that were written as one, and a word among others in a term.
    [InlineData("Community kitchen", "communitykitchen", "community kitchen")]
    [InlineData("Music and theatre", "music/theater", "music theatre")]
    public async Task A_word_that_is_found_nowhere_is_taken_for_the_nearest_and_the_answer_says_so(string title, string text, string corrected)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = title });
        await api.AddProjectAsync(Some.Project with { Title = "Something else" });

        var page = await PageAsync(text);

        Assert.Equal(corrected, page.CorrectedText);
        Assert.Equal(title, Assert.Single(page.Items).Title);
    }

    [Fact]
    public async Task Of_several_near_words_the_one_beside_the_others_is_meant_and_alone_the_most_frequent()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Harden steel" });
        await api.AddProjectAsync(Some.Project with { Title = "Harden iron" });
        await api.AddProjectAsync(Some.Project with { Title = "Garden party" });

        Assert.Equal("garden party", (await PageAsync("xarden party")).CorrectedText);
        Assert.Equal("harden", (await PageAsync("xarden")).CorrectedText);
    }

    [Fact]
    public async Task A_word_that_occurs_but_never_beside_the_others_is_taken_for_a_near_one_that_does()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Organization for migration" });
        await api.AddProjectAsync(Some.Project with { Title = "Organisation of games" });

        var page = await PageAsync("organisation migration");

        Assert.Equal("organization migration", page.CorrectedText);
        Assert.Equal("Organization for migration", Assert.Single(page.Items).Title);
    }

    [Fact]
    public async Task A_word_of_something_withdrawn_no_longer_counts_and_one_of_something_closed_does()
    {
        await api.EmptyAsync();
        var withdrawn = await api.AddProjectAsync(Some.Project with { Title = "Harbuor" });
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await api.AddProjectAsync(Some.Project with { Title = "Harbour" });
        await api.AddProjectAsync(Some.Project with { Title = "Gadren", Deadline = PortalApi.Today.AddDays(-1) });
        await api.AddProjectAsync(Some.Project with { Title = "Garden" });

        Assert.Equal("harbour", (await PageAsync("harbuor")).CorrectedText);
        var closed = await PageAsync("gadren");
        Assert.Equal((0, null), (closed.Total, closed.CorrectedText));
    }

    [Theory]
    [InlineData("\"gadren\"", 0)]
    [InlineData("garden -gadren", 1)]
    [InlineData("-gadren", 2)]
    [InlineData("20277", 0)]
    [InlineData("20277th", 0)]
    [InlineData("gar", 0)]
    [InlineData("elephants", 0)]
    public async Task Quoted_words_words_left_out_numbers_and_short_words_are_taken_as_they_are(string text, int total)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Garden 2027" });
        await api.AddProjectAsync(Some.Project with { Title = "Something else" });

        var page = await PageAsync(text);

        Assert.Equal((total, null), (page.Total, page.CorrectedText));
    }

    [Theory]
    [InlineData("\"gardens by the sea\"", 1)]
    [InlineData("\"garden by the sea\"", 0)]
    [InlineData("garden sea", 1)]
    [InlineData("-gardens", 1)]
    [InlineData("-garden", 2)]
    public async Task Phrases_and_words_left_out_are_not_taken_for_other_forms(string text, int total)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Gardens by the sea", Language = "en" });
        await api.AddProjectAsync(Some.Project with { Title = "Something else", Language = "en" });

        Assert.Equal(total, (await PageAsync(text)).Total);
    }

    [Theory]
    [InlineData("Deutschland", "DE")]
    [InlineData("allemagne", "DE")]
    [InlineData("ΓΕΡΜΑΝΙΑ", "DE")]
    [InlineData("republica moldova", "MD")]
    [InlineData("Noord-Macedonië", "MK")]
    [InlineData("україна", "UA")]
    [InlineData("საქართველო", "GE")]
    [InlineData("ísland", "IS")]
    public async Task A_country_is_found_by_its_name_in_any_of_the_languages_and_in_its_own(string text, string country)
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa" });
        await api.AddProjectAsync(Some.Project with { Title = "There", Country = country }, organisation);
        await api.AddProjectAsync(Some.Project with { Title = "Elsewhere", Country = "PT" }, organisation);

        Assert.Equal("There", Assert.Single((await PageAsync(text)).Items).Title);
    }

    [Fact]
    public async Task The_whole_title_comes_first_then_words_of_titles_organisations_towns_and_texts()
    {
        await api.EmptyAsync();
        var plain = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa" });
        await api.AddProjectAsync(Some.Project with { Title = "in a text", Description = "A harbour, a harbour and a harbour." }, plain);
        await api.AddProjectAsync(Some.Project with { Title = "in a town", Town = "Harbour" }, plain);
        await api.AddProjectAsync(Some.Project with { Title = "in a name" }, await api.AddOrganisationAsync(Some.Organisation with { Name = "Harbour friends" }));
        await api.AddProjectAsync(Some.Project with { Title = "A harbour in winter" }, plain);
        await api.AddProjectAsync(Some.Project with { Title = "HARBOUR" }, plain);

        Assert.Equal(["HARBOUR", "A harbour in winter", "in a name", "in a town", "in a text"], (await PageAsync("harbour")).Items.Select(item => item.Title));
    }

    [Fact]
    public async Task Of_equally_good_ones_those_that_are_open_come_first_and_then_the_id_decides()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        var ids = new List<(bool IsFull, Guid Id)>();
        foreach (var isFull in new[] { true, false, true, false })
        {
            var project = await api.AddProjectAsync(Some.Project with { Title = "Harbour", Places = isFull ? Places.Full : Places.Open }, organisation);
            ids.Add((isFull, project.Id));
        }

        var page = await PageAsync("harbour", "&availability=open&availability=full");

        Assert.Equal(ids.OrderBy(it => it.IsFull).ThenBy(it => it.Id.ToString(), StringComparer.Ordinal).Select(it => it.Id), page.Items.Select(item => item.Id));
    }

    [Theory]
    [InlineData("jardin", "Nous avons des <mark>jardins</mark>")]
    [InlineData("jardins", "Nous avons des <mark>jardins</mark>")]
    [InlineData("jradins", "Nous avons des <mark>jardins</mark>")]
    public async Task What_was_found_is_marked_in_the_form_in_which_it_stands_there(string text, string highlight)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Dehors", Description = "Nous avons des *jardins*.", Language = "fr" });

        Assert.StartsWith(highlight, Assert.Single((await PageAsync(text)).Items).Highlight, StringComparison.Ordinal);
    }

    private Task<ProjectPage> PageAsync(string text, string more = "") =>
        api.GetAsync<ProjectPage>($"/v1/projects?text={Uri.EscapeDataString(text)}{more}");
}
