using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class CountryTests
{
    [Theory]
    [InlineData("EL", "GR")]
    [InlineData("UK", "GB")]
    [InlineData("GR", "GR")]
    [InlineData("GB", "GB")]
    [InlineData("XK", "XK")]
    [InlineData("MD", "MD")]
    public void The_Unions_own_codes_become_ISO_and_others_stay(string given, string iso) => Assert.Equal(iso, Country.ToIso(given));

    [Fact]
    public void Every_country_of_ISO_and_Kosovo_are_known_once()
    {
        Assert.Equal(250, Country.All.Count);
        Assert.Equal(250, Country.All.Select(country => country.Code).Distinct().Count());
        Assert.All(Country.All, country => Assert.Matches("^[A-Z]{2}$", country.Code));
    }

    [Theory]
    [InlineData("EL")]
    [InlineData("UK")]
    [InlineData("md")]
    [InlineData("ZZ")]
    [InlineData("EU")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_ISO_code_is_not_known(string? code) => Assert.False(Country.IsKnown(code));
}
