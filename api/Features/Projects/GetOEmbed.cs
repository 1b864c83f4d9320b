using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FluentValidation;
using MediatR;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Projects;

/// <summary>Says what another site shows in place of a link to a project's page.</summary>
public static class GetOEmbed
{
    public const int DefaultWidth = 550;

    /// <summary>With the title, the organisation, the place and the dates.</summary>
    public const int FullHeight = 160;

    /// <summary>With the title alone.</summary>
    private const int TitleHeight = 90;

    private const string Xml = "xml";

    private const int MaxAddress = 2_048;

    private static readonly CodeList Formats = new("format", new("json", "JSON"), new(Xml, "XML, which is not answered"));

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public sealed record Query : IRequest<EmbeddedProject>
    {
        /// <summary>The address of a project's page, in any of the portal's languages.</summary>
        /// <example>https://volunteering.example/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
        [Required, MaxLength(MaxAddress)]
        public string? Url { get; init; }

        /// <summary>The most pixels that there are in width.</summary>
        /// <example>400</example>
        [Range(1, 100_000)]
        public int? Maxwidth { get; init; }

        /// <summary>The most pixels that there are in height.</summary>
        /// <example>200</example>
        [Range(1, 100_000)]
        public int? Maxheight { get; init; }

        /// <summary>json. oEmbed also knows xml, which is answered with 501.</summary>
        /// <example>json</example>
        [ExtensibleEnum("json", Xml), DefaultValue("json")]
        public string Format { get; init; } = "json";
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Url).Must(url => url?.Length <= MaxAddress && Uri.TryCreate(url, UriKind.Absolute, out _))
                .WithMessage($"Give the whole address of a page, of at most {MaxAddress} characters.");
            RuleFor(query => query.Maxwidth).InclusiveBetween(1, 100_000).WithMessage("Give a width from 1 to 100000 pixels.");
            RuleFor(query => query.Maxheight).InclusiveBetween(1, 100_000).WithMessage("Give a height from 1 to 100000 pixels.");
            RuleFor(query => query.Format).Must(Formats.Contains).WithMessage("Use json.");
        }
    }

    public sealed class Handler(IMediator mediator, PublicSite site) : IRequestHandler<Query, EmbeddedProject>
    {
        public async Task<EmbeddedProject> Handle(Query query, CancellationToken cancellationToken)
        {
            if (query.Format == Xml)
            {
                throw new ProblemException(ApiError.FormatNotImplemented, "Only format=json is answered.");
            }

            if (site.ProjectAt(new Uri(query.Url!)) is not var (id, language))
            {
                throw new ProblemException(ApiError.NotFound, $"{query.Url} is not the page of a project. Such pages are at {site.Address}projects/ and a key.");
            }

            var project = await mediator.Send(new GetProject.Query { Id = id }, cancellationToken);
            var height = Math.Min(query.Maxheight ?? FullHeight, FullHeight);
            return new EmbeddedProject
            {
                Title = ContactDetails.Masked(project.Title),
                AuthorName = project.Organisation.Name,
                AuthorUrl = site.OrganisationPage(project.Organisation.Id, language),
                ProviderUrl = site.Address,
                Html = Quotation(project, site.ProjectPage(id, language), language, withFacts: height >= FullHeight),
                Width = Math.Min(query.Maxwidth ?? DefaultWidth, DefaultWidth),
                Height = Math.Min(height, height >= FullHeight ? FullHeight : TitleHeight),
            };
        }

        private static string Quotation(ProjectDetail project, Uri page, string language, bool withFacts)
        {
            var address = Html.Encode(page.AbsoluteUri);
            var title = $"""<p><a href="{address}"{(project.Language is { } tag ? $" lang=\"{Html.Encode(tag)}\"" : "")}>{Html.Encode(ContactDetails.Masked(project.Title))}</a></p>""";
            var facts = withFacts ? $"<p>{string.Join("<br>", Facts(project, language).Select(Html.Encode))}</p>" : "";
            return $"""<blockquote cite="{address}" lang="{language}">{title}{facts}</blockquote>""";
        }

        private static IEnumerable<string> Facts(ProjectDetail project, string language)
        {
            var (country, culture) = (CountryNames.In(language)[project.Country], CultureInfo.GetCultureInfo(language));
            yield return project.Organisation.Name;
            yield return project.Town is { } town ? $"{town}, {country}" : country;
            yield return string.Create(culture, $"{project.StartsOn:d MMM yyyy} – {project.EndsOn:d MMM yyyy}");
        }
    }
}
