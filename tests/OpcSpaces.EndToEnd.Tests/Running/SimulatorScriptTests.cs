using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>The simulator's command, as its help and README show it.</summary>
[Collection(BusyCollections.Scripts)]
public sealed class SimulatorScriptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Arguments_and_exit_code_are_passed_on()
    {
        var (described, text) = await RunAsync("describe", "--building", "office");
        Assert.Equal(0, described);
        Assert.Contains("3 desks", text, StringComparison.Ordinal);

        var (refused, why) = await RunAsync("describe", "--building", "no where");
        Assert.Equal(2, refused);
        Assert.Contains("no where", why, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        await using var run = ServerProcess.Start("bash", [Path.Combine(ProductBinary.RepositoryRoot, "firmware-sim", "opcspaces-sim"), .. arguments]);
        using var deadline = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(deadline.Token);
        return (run.ExitCode, run.Log);
    }
}
