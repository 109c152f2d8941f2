using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests;

public sealed class CloudCommandTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("cloud");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Help_shows_examples()
    {
        var (code, text) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("Examples:", text, StringComparison.Ordinal);
        Assert.Contains("--community", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_the_options_is_told_at_once_in_a_line_each()
    {
        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", "70000", "--broker", "nowhere", "--listen", "everywhere", "--influx", "influx");

        Assert.Equal(2, code);
        Assert.Equal(4, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.StartsWith("opcspaces-cloud: ", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_refused()
    {
        var file = _data.File("a-file");
        await File.WriteAllTextAsync(file, "");

        var (code, text) = await RunAsync("--data", Path.Combine(file, "below"));

        Assert.Equal(2, code);
        Assert.Contains("cannot be written", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_community_file_is_refused()
    {
        var file = _data.File("community.json");
        await File.WriteAllTextAsync(file, """{ "id": "a/b" }""");

        var (code, text) = await RunAsync("--data", _data.FullPath, "--community", file, "--port", FreePort.Next().ToString(CultureInfo.InvariantCulture));

        Assert.Equal(2, code);
        Assert.Contains(file, text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", port);

        Assert.Equal(1, code);
        Assert.Contains($"port {port} is in use", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        await using var process = ServerProcess.Start("dotnet", [ProductBinary.Find("cloud", "OpcSpaces.Cloud"), .. arguments]);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, process.Log);
    }
}
