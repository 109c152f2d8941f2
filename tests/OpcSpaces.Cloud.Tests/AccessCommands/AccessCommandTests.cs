using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.AccessCommands;

/// <summary>The command on a data directory on which no cloud runs.</summary>
public sealed class AccessCommandTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("access-command");

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("access list")]
    [InlineData("access add-admin")]
    [InlineData("access revoke eva")]
    public async Task Before_the_first_start_it_says_what_to_do_and_makes_no_file(string arguments)
    {
        Assert.Equal((1, "opcspaces-cloud: nobody has an account yet: start the cloud, which prints a link by which the first administrator is made\n"), await RunAsync(arguments));
        Assert.Empty(Directory.GetFiles(_data.FullPath, "access.db*"));
    }

    [Fact]
    public async Task It_lists_revokes_and_makes_an_administrator_by_a_link_that_works_once()
    {
        await using var services = Services();
        services.GetRequiredService<AccessDatabase>().Open();
        var links = services.GetRequiredService<OneTimeLinks>();
        await links.UseAsync(await links.NewFirstAsync(), "eva", "Eva Li", SignedIn.Password, "192.0.2.1");
        await services.GetRequiredService<AccountDirectory>().CreateAsync(new Actor("eva", "192.0.2.1"), "wang", "王", ["city", "facilityManager:hub"]);

        var (code, text) = await RunAsync("access list");
        Assert.Equal(0, code);
        Assert.Matches("^eva +administrator +Eva Li\nwang +city, facilityManager:hub +王  \\(has not chosen a password yet\\)\n$", text);
        Assert.Equal((0, "wang: revoked\n"), await RunAsync("access revoke wang"));
        Assert.Equal((2, "opcspaces-cloud: eva: it is the last administrator: make another one first\n"), await RunAsync("access revoke eva"));
        Assert.Equal((2, "opcspaces-cloud: there is no account \"nobody\"\n"), await RunAsync("access revoke nobody"));

        (code, text) = await RunAsync("access add-admin");
        Assert.Equal(0, code);
        var link = text.Split('\n')[0];
        Assert.StartsWith("http://127.0.0.1:8080/sign-in/link?secret=opl_", link, StringComparison.Ordinal);
        Assert.True((await links.UseAsync(link.Split('=')[1], "li", null, SignedIn.Password, "192.0.2.1")).IsDone);
        Assert.False((await links.UseAsync(link.Split('=')[1], "zhao", null, SignedIn.Password, "192.0.2.1")).IsDone);

        (code, text) = await RunAsync("access log --most 3");
        Assert.Equal((0, 3), (code, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Matches($"LinkMade +{Environment.UserName} +command line +an administrator", text);
        Assert.DoesNotContain("opl_", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_program_is_refused_in_one_line()
    {
        await File.WriteAllTextAsync(_data.File("access.db"), new string('x', 5_000));
        var (code, text) = await RunAsync("access list");
        Assert.Equal(1, code);
        Assert.Contains("restore it from a backup", Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_help_has_examples() => Assert.Contains("opcspaces-cloud access add-admin --data ./data", (await CallAsync(["access", "--help"])).Text, StringComparison.Ordinal);

    private ServiceProvider Services() => new ServiceCollection().AddSingleton(TimeProvider.System).AddAccessStores(new AccessOptions { Path = _data.File("access.db") }).BuildServiceProvider();

    private Task<(int Code, string Text)> RunAsync(string arguments) => CallAsync([.. arguments.Split(' '), "--data", _data.FullPath]);

    private static async Task<(int Code, string Text)> CallAsync(string[] arguments)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var code = await CloudCommand.RunAsync(arguments, text, text);
        return (code, text.ToString());
    }
}
