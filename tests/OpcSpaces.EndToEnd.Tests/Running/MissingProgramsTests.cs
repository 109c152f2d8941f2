using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>The two commands of the README on machines that lack what they need: a clear line says what to do, or it is installed.</summary>
[Collection(BusyCollections.Scripts)]
public sealed class MissingProgramsTests
{
    private const int Root = 0, SomebodyElse = 1000;
    private const string AptThatInstalls = """case " $* " in *" install "*) echo true >"$HERE/mosquitto"; chmod +x "$HERE/mosquitto" ;; esac""";

    // Each of apt's three locks is held once, then apt works.
    private const string AptBehindLocks = """
        n=$(cat "$HERE/tries" 2>/dev/null || echo 0); echo $((n + 1)) >"$HERE/tries"
        case $n in
          0) echo 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 42 (apt-get)' >&2; exit 100 ;;
          2) echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 42 (dpkg)' >&2; exit 100 ;;
          3) echo 'E: Could not get lock /var/cache/apt/archives/lock. It is held by process 42 (apt-get)' >&2; exit 100 ;;
        esac

        """ + AptThatInstalls;

    [Fact]
    public async Task Cloud_run_says_that_the_SDK_is_missing()
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        machine.Remove("dotnet");
        await ExpectAsync(machine, "cloud/run: the .NET SDK 10 is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again");
    }

    [Theory]
    [InlineData("exit 1", "no .NET 10 SDK was found (dotnet --list-sdks lists the installed ones)")]
    [InlineData("echo 8.0.404", "the .NET SDK here is 8.0.404, and OpcSpaces needs 10.0 or later")]
    public async Task Cloud_run_says_that_the_SDK_is_too_old(string dotnet, string line)
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        machine.Install("dotnet", dotnet);
        await ExpectAsync(machine, $"cloud/run: {line}: install it from https://dotnet.microsoft.com/download/dotnet/10.0");
    }

    [Fact]
    public async Task Cloud_run_shows_why_it_cannot_be_built()
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        var (code, text) = await machine.RunAsync();
        Assert.Equal((2, "cloud/run: the build failed:\nerror: this SDK builds nothing"), (code, text.TrimEnd()));
    }

    [Fact]
    public async Task Cloud_run_needs_no_home_directory()
    {
        using var machine = new BareMachine("cloud/run", Root) { Home = "/nowhere" };
        machine.Install("dotnet", """[ -w "$HOME" ] || exit 1; [ "$1" = --version ] && echo 10.0.100 || { echo "built at $HOME"; exit 1; }""");
        var (_, text) = await machine.RunAsync();
        Assert.Matches("built at /tmp/opcspaces-home-[0-9]+$", text.TrimEnd());
    }

    /// <summary>The first command of the README, where there is nothing but the .NET SDK: no broker, no package manager, no curl.</summary>
    [Fact]
    public async Task Cloud_run_needs_nothing_but_the_SDK()
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        machine.InstallSdk();
        var port = FreePort.Next();
        await using var run = machine.StartInRepository("--data", machine.PathOf("data"), "--port", $"{port}", "--days", "0");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await Eventually.ThatAsync(() => run.Log.Contains($"OpcSpaces is at  http://127.0.0.1:{port}/", StringComparison.Ordinal) || run.HasExited, TimeSpan.FromMinutes(5), "the address to be printed", () => run.Log);
        await Eventually.ThatAsync(
            async () => (await client.GetStringAsync("api/v1/status/line")).Contains("gateways 40/40", StringComparison.Ordinal), Eventually.Patience, "all gateways", () => run.Log);
        Assert.Contains("/1F-A01/desk/1\"", await client.GetStringAsync(""), StringComparison.Ordinal);
        await run.StopAsync();
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_lock_of_another_package_manager_is_waited_for()
    {
        using var machine = new BareMachine("tests/run", Root);
        machine.Install("apt-get", AptBehindLocks);
        machine.Install("sleep", "true");
        var (_, text) = await machine.RunAsync();
        foreach (var held in (string[])["lists/lock. It is held by process 42 (apt-get)", "dpkg/lock-frontend. It is held by process 42 (dpkg)"])
            Assert.Contains($"Waiting for another package manager to finish: Could not get lock /var/lib/{(held[0] == 'l' ? "apt/" : "")}{held}\n", text, StringComparison.Ordinal);
        Assert.Contains("== building, warnings as errors", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_run_gives_up_on_a_lock_that_is_never_released()
    {
        using var machine = new BareMachine("tests/run", Root);
        machine.Install("apt-get", "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 42 (dpkg)'; exit 100");
        machine.Install("sleep", "true");
        var (code, text) = await machine.RunAsync();
        Assert.Equal(1, code);
        Assert.Contains("Gave up waiting for another package manager: Could not get lock /var/lib/dpkg/lock-frontend", text, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", Lines(text)[^1]);
    }

    [Theory]
    [InlineData("this system has no apt-get", Root, null)]
    [InlineData("this account may not install packages (it is not root and has no sudo without a password)", SomebodyElse, "exit 1")]
    [InlineData("apt-get could not install them (see the lines above)", Root, "exit 100")]
    public async Task Tests_run_says_what_is_missing_and_ends_with_a_failure(string why, int userId, string? apt)
    {
        using var machine = new BareMachine("tests/run", userId);
        if (apt is not null) machine.Install("apt-get", apt);
        var (code, text) = await machine.RunAsync();
        Assert.Equal(1, code);
        const string Packages = "mosquitto influxdb victoria-metrics chromium nodejs npm iproute2 util-linux clang qemu-user-static gcc-aarch64-linux-gnu";
        Assert.Contains($"Missing packages: {Packages}. They were not installed: {why}.\nInstall them by hand: sudo apt-get install {Packages}\n", text, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", Lines(text)[^1]);
    }

    [Fact]
    public async Task Tests_run_says_that_it_needs_a_home_directory()
    {
        using var machine = new BareMachine("tests/run", Root) { Home = "/nowhere" };
        var (code, text) = await machine.RunAsync();
        Assert.Equal(1, code);
        Assert.Contains("FAILED: HOME (/nowhere) cannot be written", text, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", Lines(text)[^1]);
    }

    private static async Task ExpectAsync(BareMachine machine, string line)
    {
        var (code, text) = await machine.RunAsync();
        Assert.Equal((2, line), (code, Assert.Single(Lines(text))));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
