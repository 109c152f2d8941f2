using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>Wrong arguments of tests/run, which ends before it installs or builds anything.</summary>
public sealed class TestsRunTests
{
    [Theory]
    [InlineData("tests/run: --filter needs an expression, such as FullyQualifiedName~Playback", "--filter", "--help")]
    [InlineData("tests/run: --filter needs an expression, such as FullyQualifiedName~Playback", "--filter", "--soak")]
    [InlineData("tests/run: --filter needs an expression, such as FullyQualifiedName~Playback", "--filter", "")]
    [InlineData("tests/run: --filter needs an expression, such as FullyQualifiedName~Playback", "--filter")]
    [InlineData("tests/run: unknown option '--flter' (see tests/run --help)", "--flter")]
    [InlineData("tests/run: unknown option '?[31m' (see tests/run --help)", "\u001b[31m")]
    public async Task A_wrong_argument_is_one_sentence(string sentence, params string[] arguments)
    {
        await using var run = ServerProcess.Start("bash", [Path.Combine(ProductBinary.RepositoryRoot, "tests", "run"), .. arguments]);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await run.WaitForExitAsync(deadline.Token);
        Assert.Equal((2, sentence), (run.ExitCode, run.Log.TrimEnd()));
    }
}
