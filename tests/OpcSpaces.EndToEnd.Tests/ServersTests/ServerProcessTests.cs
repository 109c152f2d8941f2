using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.ServersTests;

public sealed class ServerProcessTests
{
    private static readonly TimeSpan Soon = Eventually.Patience;

    [Fact]
    public async Task A_server_dies_with_the_test_host_by_the_kernels_hand()
    {
        await using var process = ServerProcess.Start("/usr/bin/setpriv", ["--dump"]);
        await Eventually.ThatAsync(
            () => process.Log.Contains("Parent death signal: KILL", StringComparison.OrdinalIgnoreCase)
                || process.Log.Contains("[SIGKILL]", StringComparison.Ordinal),
            Soon, "the parent-death signal to be set", () => process.Log);
    }

    [Fact]
    public async Task A_server_outlives_the_thread_that_started_it()
    {
        ServerProcess? process = null;
        var thread = new Thread(() => process = ServerProcess.Start("/bin/sleep", ["60"]));
        thread.Start();
        thread.Join();
        await using var started = process!;

        // The kernel sends the parent-death signal as the forking thread ends, which is over by now.
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => started.WaitForExitAsync(patience.Token));
        Assert.False(started.HasExited);
    }

    [Fact]
    public void A_missing_program_is_named_with_its_package()
    {
        var failure = Assert.Throws<FileNotFoundException>(() => ServerBinary.Find("no-such-server", "some-package"));
        Assert.Contains("apt-get install some-package", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_ends_early_shows_its_output()
    {
        await using var process = ServerProcess.Start("/bin/sh", ["-c", "echo the reason; exit 3"]);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => process.WaitUntilReadyAsync(() => Task.FromResult(false), Soon));
        Assert.Contains("code 3", failure.Message, StringComparison.Ordinal);
        await Eventually.ThatAsync(() => process.Log.Contains("the reason", StringComparison.Ordinal), Soon, "the output");
    }

    [Fact]
    public void Ports_are_free_distinct_and_outside_the_ephemeral_range()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePort.Next()).ToList();
        Assert.Equal(ports.Count, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 10_000, 32_767));
    }
}
