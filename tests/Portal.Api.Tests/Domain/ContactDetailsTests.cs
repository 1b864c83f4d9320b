using System.Text;
using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class ContactDetailsTests
{
    [Theory]
    [InlineData("anna@example.org")]
    [InlineData("Anna.Maria+evs@mail.example.co.uk")]
    [InlineData("anna_1%x@a-b.example")]
    [InlineData("jürgen@bücher.example")]
    [InlineData("+373 22 000 000")]
    [InlineData("+37322000000")]
    [InlineData("0049 30 123456")]
    [InlineData("(030) 1234 5678")]
    [InlineData("030/1234-5678")]
    [InlineData("06.12.34.56.78")]
    [InlineData("022 000 000")]
    [InlineData("٠٢٢ ١٢٣ ٤٥٦")]
    [InlineData("+91 ९८७६५ ४३२१०")]
    public void Addresses_and_numbers_are_masked(string detail)
    {
        Assert.Equal(ContactDetails.Mask, ContactDetails.Masked(detail));
        Assert.Equal($"Write or call: {ContactDetails.Mask}, today.", ContactDetails.Masked($"Write or call: {detail}, today."));
        Assert.Equal($"{ContactDetails.Mask} {Kept}", ContactDetails.Masked($"{detail} {Kept}"));
        Assert.True(ContactDetails.MayBeIn(Encoding.UTF8.GetBytes($"Write or call: {detail}, today.")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ages 18 to 30, from May to June.")]
    [InlineData("Волонтёры помогают в саду, “каждый день” – с 9 до 13.")]
    [InlineData("Οι εθελοντές βοηθούν στον κήπο.")]
    public void Most_texts_need_not_be_searched(string text) => Assert.False(ContactDetails.MayBeIn(Encoding.UTF8.GetBytes(text)));

    private const string Kept = "in May";

    [Theory]
    [InlineData("")]
    [InlineData("2019")]
    [InlineData("12.05.2019")]
    [InlineData("2019-05-12")]
    [InlineData("12/05/2019")]
    [InlineData("12. 5. 2019")]
    [InlineData("from 01.02.2019 to 03.04.2019")]
    [InlineData("2018/2019")]
    [InlineData("2018-2019")]
    [InlineData("1951, 2001 and 2006")]
    [InlineData("ages 18-30")]
    [InlineData("9:00-18:00")]
    [InlineData("10,000 people")]
    [InlineData("150 - 200 EUR")]
    [InlineData("1.000.000")]
    [InlineData("12 weeks, 5 days, 8 hours")]
    [InlineData("a @ b")]
    [InlineData("democratic values @ work")]
    [InlineData("2018-1-RO01-KA105-048")]
    public void Dates_years_ranges_prices_and_plain_words_stay(string text) => Assert.Equal(text, ContactDetails.Masked(text));
}
