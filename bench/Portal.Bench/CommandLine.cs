using System.CommandLine;

namespace Portal.Bench;

internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Makes data of any size and measures the portal on it.");
        root.Subcommands.Add(GenerateVerb.Create());
        root.Subcommands.Add(MeasureVerb.Create());
        return root.Parse(args).InvokeAsync();
    }
}
