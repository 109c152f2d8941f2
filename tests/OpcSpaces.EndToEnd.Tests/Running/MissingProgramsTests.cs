namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>The two commands of the README on machines that lack what they need: one clear line, or it is installed.</summary>
public sealed class MissingProgramsTests
{
    private const int Root = 0, SomebodyElse = 1000;
    private const string AptThatInstalls = """echo "$@" >>"$HERE/apt-called"; [ "$1" = update ] || { echo true >"$HERE/mosquitto"; chmod +x "$HERE/mosquitto"; }""";

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "1", "--for", "ever")]
    public async Task Wrong_options_come_first(params string[] arguments)
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        var (code, text) = await machine.RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.DoesNotContain("missing", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cloud_run_says_what_is_missing_where_the_account_may_not_install_it()
    {
        using var machine = new BareMachine("cloud/run", SomebodyElse);
        machine.Install("apt-get", "exit 1");
        await ExpectAsync(
            machine, "cloud/run: mosquitto libmosquitto1 is missing and this account may not install it: "
            + "install it by hand (sudo apt-get install mosquitto libmosquitto1) and run this again");
    }

    [Fact]
    public async Task Cloud_run_says_what_is_missing_where_there_is_no_apt()
    {
        using var machine = new BareMachine("cloud/run", Root);
        await ExpectAsync(
            machine, "cloud/run: mosquitto libmosquitto1 is missing, and this is no Debian: "
            + "install it by hand (sudo apt-get install mosquitto libmosquitto1) and run this again");
    }

    [Fact]
    public async Task Cloud_run_says_so_when_apt_cannot_install_it()
    {
        using var machine = new BareMachine("cloud/run", Root);
        machine.Install("apt-get", "exit 100");
        var (code, text) = await machine.RunAsync("--data", machine.PathOf("data"));
        Assert.Equal(2, code);
        Assert.Equal(
            [
                "Installing mosquitto libmosquitto1 (apt) ...",
                $"cloud/run: apt could not install mosquitto libmosquitto1 (see {machine.PathOf("data")}/logs/apt.log): "
                + "install it by hand (sudo apt-get install mosquitto libmosquitto1) and run this again",
            ],
            Lines(text));
    }

    [Theory]
    [InlineData(Root)]
    [InlineData(SomebodyElse)]
    public async Task Cloud_run_installs_what_is_missing_as_root_or_by_sudo_and_goes_on(int userId)
    {
        using var machine = new BareMachine("cloud/run", userId);
        machine.Install("apt-get", AptThatInstalls);
        if (userId != Root) machine.Install("sudo", """shift; exec "$@" """);
        var (code, text) = await machine.RunAsync("--data", machine.PathOf("data"));
        Assert.Contains("Building", text, StringComparison.Ordinal);
        Assert.Contains("this SDK builds nothing", text, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task Cloud_run_needs_no_home()
    {
        using var machine = new BareMachine("cloud/run", Root) { Home = "/nowhere" };
        machine.Install("apt-get", AptThatInstalls);
        machine.Install("dotnet", """[ -w "$HOME" ] || exit 1; [ "$1" = --version ] && echo 10.0.100 || exit 1""");
        var (_, text) = await machine.RunAsync("--data", machine.PathOf("data"));
        Assert.Contains("Building", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("and this is no Debian", Root, null)]
    [InlineData("and this account may not install it (neither root nor sudo without a password)", SomebodyElse, "exit 1")]
    [InlineData("and apt could not install it", Root, "exit 100")]
    public async Task Tests_run_says_what_is_missing_and_closes_with_a_failure(string why, int userId, string? apt)
    {
        using var machine = new BareMachine("tests/run", userId);
        if (apt is not null) machine.Install("apt-get", apt);
        var (code, text) = await machine.RunAsync();
        Assert.Equal(1, code);
        const string Packages = "mosquitto influxdb victoria-metrics chromium nodejs npm iproute2 util-linux libmosquitto1";
        Assert.Contains($"Missing, {why}: {Packages}\nBy hand: sudo apt-get install {Packages}\n", text, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", Lines(text)[^1]);
    }

    [Fact]
    public async Task Tests_run_needs_a_home_and_says_so()
    {
        using var machine = new BareMachine("tests/run", Root) { Home = "/nowhere" };
        var (code, text) = await machine.RunAsync();
        Assert.Equal(1, code);
        Assert.Contains("FAILED: HOME (/nowhere) cannot be written", text, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", Lines(text)[^1]);
    }

    private static async Task ExpectAsync(BareMachine machine, string line)
    {
        var (code, text) = await machine.RunAsync("--data", machine.PathOf("data"));
        Assert.Equal((2, line), (code, Assert.Single(Lines(text))));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
