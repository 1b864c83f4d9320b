using System.CommandLine;

namespace Portal.Bench;

internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Makes data of any size and measures the portal on it.") { GenerateVerb.Create(), MeasureVerb.Create(), PlansVerb.Create() };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }
}
