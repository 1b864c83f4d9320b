using System.CommandLine;

namespace Portal.Api.Commands;

/// <summary>What the program does besides serving: each verb in a file of its own.</summary>
public static class CommandLine
{
    private static readonly Command[] Verbs =
        [ImportCommand.Create(), ExportCommand.Create(), SnapshotCommand.Create(), PartnerCommand.Create(), EraseCommand.Create(), OpenApiCommand.Create()];

    public static bool Names(string[] args) =>
        args is [var first, ..] && (first is "--help" or "-h" or "-?" || Verbs.Any(verb => verb.Name == first));

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("The portal's API. Without a verb it serves.");
        foreach (var verb in Verbs)
        {
            root.Subcommands.Add(verb);
        }

        return root.Parse(args).InvokeAsync();
    }
}
