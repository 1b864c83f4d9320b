using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using NetArchTest.Rules;
using Portal.Api.Data;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Architecture;

/// <summary>Who may use whom, and that everything is where its name says.</summary>
public sealed class RoomsTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const string Root = "Portal.Api";

    private static readonly Assembly Api = typeof(PortalDbContext).Assembly;

    [Fact]
    public void The_domain_uses_nothing_of_ours_and_no_packages() =>
        AssertUsesNone(
            "Domain",
            [
                .. Rooms.Except(["Domain"]).Select(room => $"{Root}.{room}"),
                .. Api.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)),
                "Microsoft.Extensions",
                "System.Text.Json",
            ]);

    [Fact]
    public void The_data_uses_the_domain_only() => AssertUsesNone("Data", Rooms.Except(["Domain", "Data"]).Select(room => $"{Root}.{room}"));

    [Fact]
    public void The_platform_uses_no_feature_and_no_import() =>
        AssertUsesNone("Platform", [$"{Root}.Features", $"{Root}.Import", $"{Root}.Snapshots", $"{Root}.Commands"]);

    [Fact]
    public void The_import_uses_no_feature() => AssertUsesNone("Import", [$"{Root}.Features", $"{Root}.Snapshots", $"{Root}.Commands"]);

    [Fact]
    public void Snapshots_use_the_public_shapes_of_projects_and_nothing_that_is_unmasked() => AssertUsesNone(
        "Snapshots", [.. Features.Where(feature => feature != typeof(ProjectSummary).Namespace), $"{Root}.Import", $"{Root}.Commands"]);

    [Fact]
    public void Features_use_no_command_no_import_and_no_snapshot() =>
        AssertUsesNone("Features", [$"{Root}.Commands", $"{Root}.Import", $"{Root}.Snapshots"]);

    [Fact]
    public void No_feature_uses_another_one_except_that_organisations_show_projects()
    {
        // The wire records of a project, and how they are read.
        string[] shown = [typeof(ProjectSummary).FullName!, typeof(OrganisationName).FullName!, "Portal.Api.Features.Projects.ProjectRow"];
        foreach (var feature in Features)
        {
            foreach (var other in Features.Where(other => other != feature))
            {
                var forbidden = Api.GetTypes().Where(type => type.Namespace == other && !type.IsNested).Select(type => type.FullName!)
                    .Where(name => feature != $"{Root}.Features.Organisations" || !shown.Contains(name));
                AssertUsesNone(feature[(Root.Length + 1)..], forbidden);
            }
        }
    }

    [Fact]
    public void Controllers_hold_no_logic_and_know_only_who_sends() =>
        Assert.All(Controllers, controller =>
        {
            Assert.Equal([typeof(IMediator)], Assert.Single(controller.GetConstructors()).GetParameters().Select(parameter => parameter.ParameterType));
            AssertNone(Types.InAssembly(Api).That().HaveName(controller.Name)
                .ShouldNot().HaveDependencyOnAny($"{Root}.Data", $"{Root}.Domain", "Microsoft.EntityFrameworkCore", "Npgsql").GetResult());
        });

    [Fact]
    public void Every_use_case_has_its_query_or_command_its_handler_and_its_rules()
    {
        var requests = Api.GetTypes()
            .Where(type => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequest<>))).ToList();

        Assert.NotEmpty(requests);
        Assert.All(requests, request =>
        {
            Assert.True(request.Name is "Query" or "Command", $"{request.FullName} is neither a Query nor a Command.");
            Assert.NotNull(request.DeclaringType?.GetNestedType("Handler"));
            if (request.GetProperties().Length > 0)
            {
                Assert.NotNull(api.Services.GetService(typeof(IValidator<>).MakeGenericType(request)));
            }
        });
    }

    [Fact]
    public void Every_action_has_a_use_case_and_a_test_class_of_its_name()
    {
        var actions = Controllers.SelectMany(controller => controller
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(action => (controller, action))).ToList();
        var tests = typeof(RoomsTests).Assembly.GetTypes().Select(type => type.FullName).ToHashSet();

        Assert.NotEmpty(actions);
        Assert.All(actions, it =>
        {
            Assert.NotNull(Api.GetType($"{it.controller.Namespace}.{it.action.Name}"));
            var expected = $"{it.controller.Namespace!.Replace("Portal.Api", "Portal.Api.Tests", StringComparison.Ordinal)}.{it.action.Name}Tests";
            Assert.True(tests.Contains(expected), $"There is no test class {expected}.");
        });
    }

    [Fact]
    public void The_projections_are_complete() =>
        api.Services.GetRequiredService<AutoMapper.IConfigurationProvider>().AssertConfigurationIsValid();

    private static IEnumerable<string> Rooms => Api.GetTypes()
        .Select(type => type.Namespace?.Split('.'))
        .Where(parts => parts is ["Portal", "Api", _, ..]).Select(parts => parts![2]).Distinct();

    private static List<string> Features =>
        [.. Api.GetTypes().Select(type => type.Namespace).OfType<string>().Where(name => name.StartsWith($"{Root}.Features.", StringComparison.Ordinal)).Distinct()];

    private static List<Type> Controllers => [.. Api.GetTypes().Where(type => type.IsAssignableTo(typeof(ControllerBase)))];

    private static void AssertUsesNone(string room, IEnumerable<string> others)
    {
        var types = Types.InAssembly(Api).That().ResideInNamespaceStartingWith($"{Root}.{room}");
        Assert.NotEmpty(types.GetTypes());
        AssertNone(types.ShouldNot().HaveDependencyOnAny([.. others]).GetResult());
    }

    private static void AssertNone(NetArchTest.Rules.TestResult result) => Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
}
