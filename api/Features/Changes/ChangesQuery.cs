using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FluentValidation;

namespace Portal.Api.Features.Changes;

/// <summary>What the change feeds have in common.</summary>
public abstract record ChangesQuery
{
    /// <summary>The address of the feed as it was asked for, with its filters, for the next page to be made from.</summary>
    internal Uri? Address { get; init; }

    /// <summary>Only what changed after this number: 0 for everything, else as next has it.</summary>
    /// <example>4711</example>
    [Range(0, long.MaxValue), DefaultValue(0)]
    public long AfterChangeNumber { get; init; }

    /// <summary>The most records on a page.</summary>
    /// <example>500</example>
    [Range(1, ChangeLimits.MaxItems), DefaultValue(ChangeLimits.DefaultItems)]
    public int Limit { get; init; } = ChangeLimits.DefaultItems;

    /// <summary>The page after a change number, with the same filters; this page itself where there is none.</summary>
    internal Uri NextOf(long? last) => new(
        Address!,
        Microsoft.AspNetCore.Http.QueryString.Create(
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Address!.Query).Where(given => given.Key != AfterParameter)
                .SelectMany(given => given.Value, (given, value) => KeyValuePair.Create(given.Key, value))
                .Append(new(AfterParameter, (last ?? AfterChangeNumber).ToString(System.Globalization.CultureInfo.InvariantCulture)))).ToUriComponent());

    private const string AfterParameter = "afterChangeNumber";

    public sealed class ChangesRules : AbstractValidator<ChangesQuery>
    {
        public ChangesRules()
        {
            RuleFor(query => query.AfterChangeNumber).GreaterThanOrEqualTo(0).WithMessage("Give a change number as next has it, or 0 for everything.");
            RuleFor(query => query.Limit).InclusiveBetween(1, ChangeLimits.MaxItems).WithMessage($"Give a limit from 1 to {ChangeLimits.MaxItems}.");
        }
    }
}
