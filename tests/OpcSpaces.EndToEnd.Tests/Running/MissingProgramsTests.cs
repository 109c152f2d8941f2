using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>The two commands of the README on machines that lack what they need: it is installed, or a clear line says what to do.</summary>
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

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "1", "--for", "ever")]
    public async Task Wrong_options_are_reported_first(params string[] arguments)
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        var (code, text) = await machine.RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.DoesNotContain("missing", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cloud_run_says_what_is_missing_if_the_account_may_not_install_it()
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        machine.Install("apt-get", "exit 1");
        await ExpectAsync(
            machine, "cloud/run: mosquitto is missing, and this account may not install packages: "
            + "install it by hand (sudo apt-get install mosquitto) and run this again");
    }

    [Fact]
    public async Task Cloud_run_says_what_is_missing_if_there_is_no_apt()
    {
        using var machine = new BareMachine("cloud/run", Root);
        await ExpectAsync(
            machine, "cloud/run: mosquitto is missing, and this system has no apt-get: "
            + "install it by hand (sudo apt-get install mosquitto) and run this again");
    }

    [Fact]
    public async Task Cloud_run_says_so_when_apt_cannot_install_it()
    {
        using var machine = new BareMachine("cloud/run", Root);
        machine.Install("apt-get", "exit 100");
        var (code, text) = await machine.RunAsync(OwnPlace(machine));
        Assert.Equal(2, code);
        Assert.Equal(
            [
                "Installing mosquitto (apt) ...",
                $"cloud/run: apt-get could not install mosquitto (see {machine.PathOf("data")}/logs/apt.log): "
                + "install it by hand (sudo apt-get install mosquitto) and run this again",
            ],
            Lines(text));
    }

    [Theory]
    [InlineData(Root)]
    [InlineData(SomebodyElse)]
    public async Task Cloud_run_installs_what_is_missing_as_root_or_with_sudo_and_continues(int userId)
    {
        using var machine = new BareMachine("cloud/run", userId);
        machine.Install("apt-get", AptThatInstalls);
        if (userId != Root) machine.Install("sudo", """shift; exec "$@" """);
        var (code, text) = await machine.RunAsync(OwnPlace(machine));
        Assert.Contains("Building", text, StringComparison.Ordinal);
        Assert.Contains("this SDK builds nothing", text, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task Cloud_run_needs_no_home_directory()
    {
        using var machine = new BareMachine("cloud/run", Root) { Home = "/nowhere" };
        machine.Install("apt-get", AptThatInstalls);
        machine.Install("dotnet", """[ -w "$HOME" ] || exit 1; [ "$1" = --version ] && echo 10.0.100 || exit 1""");
        var (_, text) = await machine.RunAsync(OwnPlace(machine));
        Assert.Contains("Building", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cloud/run")]
    [InlineData("tests/run")]
    public async Task A_lock_of_another_package_manager_is_waited_for(string script)
    {
        using var machine = new BareMachine(script, Root);
        machine.Install("apt-get", AptBehindLocks);
        machine.Install("sleep", "true");
        var (_, text) = await machine.RunAsync(script == "cloud/run" ? OwnPlace(machine) : []);
        foreach (var held in (string[])["lists/lock. It is held by process 42 (apt-get)", "dpkg/lock-frontend. It is held by process 42 (dpkg)"])
            Assert.Contains($"Waiting for another package manager to finish: Could not get lock /var/lib/{(held[0] == 'l' ? "apt/" : "")}{held}\n", text, StringComparison.Ordinal);
        Assert.Contains(script == "cloud/run" ? "Building" : "== building, warnings as errors", text, StringComparison.Ordinal);
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
        const string Packages = "mosquitto influxdb victoria-metrics chromium nodejs npm iproute2 util-linux";
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
        var (code, text) = await machine.RunAsync(OwnPlace(machine));
        Assert.Equal((2, line), (code, Assert.Single(Lines(text))));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The arguments of <c>cloud/run</c> for a directory and a port that nothing else on this machine has.</summary>
    private static string[] OwnPlace(BareMachine machine) =>
        ["--data", machine.PathOf("data"), "--port", FreePort.Next().ToString(CultureInfo.InvariantCulture)];
}
