using FluentValidation;
using FluentValidation.Results;

namespace Portal.Api.Platform.Validation;

/// <summary>
/// A JSON body, or a part of one, that is read strictly. Its members are texts, numbers, dates, instants, UUIDs, truth
/// values, other bodies, and lists of texts, UUIDs and bodies. Each may be left out or null, which is the same, unless it is
/// marked as required. Derive a class and not a record: a record prints its values wherever it is logged, and the
/// framework logs what actions are called with.
/// </summary>
public abstract class RequestBody
{
    /// <summary>What the errors about the body as a whole are told under.</summary>
    public const string Whole = "body";

    /// <summary>What could not be read, by member. It is told together with what the rules object to.</summary>
    internal List<ValidationFailure> Unreadable { get; } = [];

    /// <summary>The bodies in this one, each by its name, for example location or labels[0].</summary>
    internal List<(string Name, RequestBody Body)> Nested { get; } = [];

    /// <summary>What could not be read here and in the bodies in it.</summary>
    internal IEnumerable<ValidationFailure> AllUnreadable => Unreadable.Concat(Nested.SelectMany(nested =>
        nested.Body.AllUnreadable.Select(failure => new ValidationFailure(
            failure.PropertyName == Whole ? nested.Name : $"{nested.Name}.{failure.PropertyName}", failure.ErrorMessage))));
}

/// <summary>The rules of a request with a body begin with these.</summary>
public static class RequestBodyRules
{
    public static void WasRead<T, TBody>(this IRuleBuilder<T, TBody> rule)
        where TBody : RequestBody =>
        rule.Custom((body, context) =>
        {
            foreach (var failure in body.AllUnreadable)
            {
                context.AddFailure(failure);
            }
        });
}
