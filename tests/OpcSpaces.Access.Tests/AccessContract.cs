using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Logging;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Tests;

/// <summary>What accounts, links, sign-ins, sessions and their log do.</summary>
public abstract class AccessContract : BothDatabases
{
    [Fact]
    public async Task The_first_link_makes_the_administrator_once()
    {
        var secret = await Bench.Links.NewFirstAsync();
        Assert.NotNull(secret);
        Assert.NotNull(await Bench.Links.FindAsync(secret));

        var session = await Bench.Links.UseAsync(secret, "Eva", "Eva Li", AccessBench.Password, "192.0.2.1");
        var again = await Bench.Links.UseAsync(secret, "mallory", null, AccessBench.Password, "192.0.2.2");

        Assert.Equal("eva", Bench.Sessions.Find(session.Value!)!.Caller.Id);
        Assert.Equal([Grant.Administrator], Bench.Sessions.Find(session.Value!)!.Caller.Grants);
        Assert.Null(again.Value);
        Assert.Empty(again.Faults);
        Assert.Null(await Bench.Links.FindAsync(secret));
        Assert.Null(await Bench.Links.NewFirstAsync());
        Assert.Single(await Bench.Accounts.ListAsync());
    }

    [Fact]
    public async Task Each_start_has_a_new_first_link_and_the_former_one_ends()
    {
        var former = await Bench.Links.NewFirstAsync();
        var present = await Bench.Links.NewFirstAsync();

        Assert.Null(await Bench.Links.FindAsync(former));
        Assert.NotNull(await Bench.Links.FindAsync(present));
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_one_becomes_administrator()
    {
        var secret = await Bench.Links.NewFirstAsync();
        var both = await Task.WhenAll(((string[])["eva", "mallory"]).Select(name => Task.Run(async () =>
        {
            try
            {
                return (await Bench.Links.UseAsync(secret, name, null, AccessBench.Password, "192.0.2.1")).Value;
            }
            catch (DatabaseUnavailableException)
            {
                return null; // it waited for the other one for too long, and is rolled back
            }
        })));

        Assert.Single(both.OfType<string>());
        Assert.Single(await Bench.Accounts.ListAsync());
    }

    [Fact]
    public async Task A_bad_password_or_name_does_not_use_a_link_up_and_every_fault_is_named()
    {
        var secret = await Bench.Links.NewFirstAsync();
        var wrong = await Bench.Links.UseAsync(secret, "no spaces", null, "short", "192.0.2.1");

        Assert.Equal(["id", "password"], wrong.Faults.Select(fault => fault.Field));
        Assert.NotNull(await Bench.Links.FindAsync(secret));
    }

    [Fact]
    public async Task A_link_to_a_password_ends_after_its_time()
    {
        await Bench.AddAdministratorAsync();
        var link = (await Bench.Accounts.CreateAsync(AccessBench.Eva, "wang", null, ["city"])).Value!;
        Bench.Time.Advance(TimeSpan.FromHours(Bench.Options.LinkHours));

        Assert.Null(await Bench.Links.FindAsync(link.Secret));
        Assert.Null((await Bench.Links.UseAsync(link.Secret, null, null, AccessBench.Password, "192.0.2.1")).Value);
    }

    [Fact]
    public async Task Whoever_lost_all_passwords_becomes_administrator_by_a_link_of_the_command_line()
    {
        await Bench.AddAdministratorAsync();
        var (secret, _) = await Bench.Links.NewAdministratorAsync(Actor.AtCommandLine("root"));
        var session = await Bench.Links.UseAsync(secret, "li", null, AccessBench.Password, "192.0.2.1");

        Assert.Contains(Grant.Administrator, Bench.Sessions.Find(session.Value!)!.Caller.Grants);
        Assert.Contains(Bench.Log, entry => entry is { What: AccessEvent.LinkMade, Who: "root", Source: "command line" });
    }

    [Fact]
    public async Task The_right_password_starts_a_session_whatever_the_size_of_the_letters_of_the_name()
    {
        await Bench.AddAdministratorAsync();
        var outcome = await Bench.TryAsync("EVA", AccessBench.Password);

        Assert.Equal("eva", Bench.Sessions.Find(outcome.Session!)!.Caller.Id);
        Assert.Null((await Bench.TryAsync("eva", AccessBench.Password + " ")).Session);
        Assert.Null((await Bench.TryAsync("nobody", AccessBench.Password)).Session);
        Assert.Null((await Bench.TryAsync("e\0va", "\0")).Session);
        Assert.Null((await Bench.TryAsync(new string('x', 100_000), new string('x', 100_000))).Session);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_an_account_for_a_while()
    {
        await Bench.AddAdministratorAsync();
        for (var i = 0; i < Bench.Options.WrongPasswords; i++) Assert.Null((await Bench.TryAsync("eva", "a wrong password")).Session);

        Assert.Null((await Bench.TryAsync("eva", AccessBench.Password)).Session);
        Bench.Time.Advance(TimeSpan.FromMinutes(Bench.Options.LockMinutes) - TimeSpan.FromSeconds(1));
        Assert.Null((await Bench.TryAsync("eva", AccessBench.Password)).Session);
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull((await Bench.TryAsync("eva", AccessBench.Password)).Session);
        Assert.Contains(Bench.Log, entry => entry is { What: AccessEvent.Locked, Who: "eva" });
    }

    [Fact]
    public async Task Wrong_passwords_in_a_row_count_and_a_right_one_begins_anew()
    {
        await Bench.AddAdministratorAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 1; i < Bench.Options.WrongPasswords; i++) Assert.Null((await Bench.TryAsync("eva", "a wrong password")).Session);
            Assert.NotNull((await Bench.TryAsync("eva", AccessBench.Password)).Session);
        }
    }

    [Fact]
    public async Task Of_many_wrong_passwords_at_once_none_is_forgotten()
    {
        await Bench.AddAdministratorAsync();
        await Task.WhenAll(Enumerable.Range(0, Bench.Options.WrongPasswords).Select(_ => Bench.TryAsync("eva", "a wrong password")));

        Assert.NotNull((await Bench.Accounts.FindAsync("eva"))!.LockedUntil);
    }

    [Fact]
    public async Task An_address_that_tries_many_names_has_to_wait_and_others_do_not()
    {
        await Bench.AddAdministratorAsync();
        for (var i = 0; i < Bench.Options.WrongPasswordsPerAddress; i++) Assert.False((await Bench.TryAsync($"name-{i}", "a wrong password")).IsTooMany);

        Assert.True((await Bench.TryAsync("eva", AccessBench.Password)).IsTooMany);
        Assert.NotNull((await Bench.TryAsync("eva", AccessBench.Password, "192.0.2.99")).Session);
        Bench.Time.Advance(TimeSpan.FromMinutes(Bench.Options.LockMinutes));
        Assert.NotNull((await Bench.TryAsync("eva", AccessBench.Password)).Session);
    }

    [Fact]
    public async Task All_addresses_of_an_IPv6_network_count_as_one()
    {
        await Bench.AddAdministratorAsync();
        for (var i = 0; i < Bench.Options.WrongPasswordsPerAddress; i++) await Bench.TryAsync("nobody", "a wrong password", $"2001:db8:1:2::{i + 1:x}");

        Assert.True((await Bench.TryAsync("eva", AccessBench.Password, "2001:db8:1:2:ffff::9")).IsTooMany);
        Assert.False((await Bench.TryAsync("eva", AccessBench.Password, "2001:db8:1:3::1")).IsTooMany);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_not_used()
    {
        var session = await Bench.AddAdministratorAsync();
        var idle = TimeSpan.FromMinutes(Bench.Options.SessionIdleMinutes);
        Bench.Time.Advance(idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(Bench.Sessions.Find(session));
        Bench.Time.Advance(idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(Bench.Sessions.Find(session));
        Bench.Time.Advance(idle);
        Assert.Null(Bench.Sessions.Find(session));
    }

    [Fact]
    public async Task A_session_ends_some_time_after_the_sign_in_however_much_it_is_used()
    {
        var session = await Bench.AddAdministratorAsync();
        var end = Bench.Time.GetUtcNow() + TimeSpan.FromHours(Bench.Options.SessionHours);
        while (Bench.Time.GetUtcNow() + TimeSpan.FromHours(1) < end)
        {
            Bench.Time.Advance(TimeSpan.FromHours(1));
            Assert.NotNull(Bench.Sessions.Find(session));
        }

        Bench.Time.SetUtcNow(end);
        Assert.Null(Bench.Sessions.Find(session));
    }

    [Fact]
    public async Task Another_password_ends_the_other_sessions_and_the_former_password()
    {
        var former = await Bench.AddAdministratorAsync();
        Assert.NotNull(Bench.Sessions.Find(former));
        var own = Bench.Get<OwnAccount>();
        Assert.Equal("currentPassword", Assert.Single((await own.ChangePasswordAsync("eva", "a wrong password", "four loud pelicans", "192.0.2.1")).Faults).Field);
        Assert.Equal("password", Assert.Single((await own.ChangePasswordAsync("eva", AccessBench.Password, "short", "192.0.2.1")).Faults).Field);
        Assert.NotNull(Bench.Sessions.Find(former));

        var fresh = await own.ChangePasswordAsync("eva", AccessBench.Password, "four loud pelicans", "192.0.2.1");

        Assert.Null(Bench.Sessions.Find(former));
        Assert.NotNull(Bench.Sessions.Find(fresh.Value!));
        Assert.Null((await Bench.TryAsync("eva", AccessBench.Password)).Session);
        Assert.NotNull((await Bench.TryAsync("eva", "four loud pelicans")).Session);
        Assert.Contains(Bench.Log, entry => entry is { What: AccessEvent.PasswordChanged, Who: "eva" });
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_the_server()
    {
        var session = await Bench.AddAdministratorAsync();
        Assert.NotNull(Bench.Sessions.Find(session));
        Bench.Sessions.End(session, AccessBench.Eva);
        Assert.Null(Bench.Sessions.Find(session));
    }

    [Fact]
    public async Task Other_grants_end_the_sessions_of_an_account_and_not_those_of_others()
    {
        var eva = await Bench.AddAdministratorAsync();
        var wang = await Bench.AddAccountAsync("wang", "facilityManager:nanshan-hub");
        Assert.NotNull(Bench.Sessions.Find(wang));

        Assert.Empty((await Bench.Accounts.SetGrantsAsync(AccessBench.Eva, "wang", ["gatewayOperator:nanshan-hub"])).Faults);

        Assert.Null(Bench.Sessions.Find(wang));
        Assert.NotNull(Bench.Sessions.Find(eva));
        Assert.Contains(Bench.Log, entry => entry.What == AccessEvent.GrantsChanged && entry.Detail == "wang: facilityManager:nanshan-hub → gatewayOperator:nanshan-hub");
    }

    /// <summary>As where a command revokes an account beside the running cloud.</summary>
    [Fact]
    public async Task What_another_process_changes_takes_effect_within_a_minute()
    {
        await Bench.AddAdministratorAsync();
        var wang = await Bench.AddAccountAsync("wang", "city");
        Assert.NotNull(Bench.Sessions.Find(wang));
        Bench.Database.Use(context => context.Users.Where(row => row.Id == "wang").ExecuteUpdate(set => set.SetProperty(row => row.IsRevoked, true)));

        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(Bench.Sessions.Find(wang));
    }

    [Fact]
    public async Task A_revoked_account_has_neither_sessions_nor_keys_nor_a_sign_in_and_its_name_is_not_given_again()
    {
        await Bench.AddAdministratorAsync();
        var session = await Bench.AddAccountAsync("wang", "facilityManager:nanshan-hub");
        var key = Bench.Keys.Create(await Bench.CallerOfAsync("wang"), "192.0.2.1", "export", ["facilityManager:nanshan-hub"], null).Value!;
        Assert.NotNull(Bench.Keys.Find(key.Key));

        Assert.NotNull((await Bench.Accounts.RevokeAsync(AccessBench.Eva, "wang")).Value);

        Assert.Null(Bench.Sessions.Find(session));
        Assert.Null(Bench.Keys.Find(key.Key));
        Assert.Null((await Bench.TryAsync("wang", AccessBench.Password)).Session);
        Assert.Equal("id", Assert.Single((await Bench.Accounts.CreateAsync(AccessBench.Eva, "Wang", null, [])).Faults).Field);
        Assert.Null((await Bench.Accounts.NewLinkAsync(AccessBench.Eva, "wang")).Value);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await Bench.AddAdministratorAsync();
        Assert.Single((await Bench.Accounts.RevokeAsync(AccessBench.Eva, "eva")).Faults);
        Assert.Single((await Bench.Accounts.SetGrantsAsync(AccessBench.Eva, "eva", ["city"])).Faults);

        await Bench.AddAccountAsync("li", "administrator");
        Assert.Empty((await Bench.Accounts.RevokeAsync(AccessBench.Eva, "eva")).Faults);
        Assert.Single((await Bench.Accounts.RevokeAsync(AccessBench.Eva, "li")).Faults);
    }

    [Fact]
    public async Task The_log_says_who_did_what_and_cannot_be_rewritten()
    {
        await Bench.AddAdministratorAsync();
        await Bench.TryAsync("eva", "a wrong password", "198.51.100.4");
        var line = "evil\r\n2099 root signed in";
        await Bench.TryAsync(line, "x");

        Assert.Contains(Bench.Log, entry => entry is { What: AccessEvent.SignInFailed, Who: "eva", Source: "198.51.100.4" } && entry.At == Bench.Time.GetUtcNow());
        Assert.Contains(Bench.Log, entry => entry is { What: AccessEvent.SignInFailed, Who: "?", Detail: "a name that nobody has" });
        Assert.DoesNotContain("evil", Bench.Contents(), StringComparison.Ordinal);
        Assert.Equal(Bench.Log.OrderByDescending(entry => entry.Id), Bench.Log);
        Assert.Contains("never changed", Assert.Throws<DatabaseUnavailableException>(() => Bench.Database.Use(context => context.Log.ExecuteUpdate(set => set.SetProperty(row => row.Who, "mallory")))).Message, StringComparison.Ordinal);
        Assert.Contains("half a year", Assert.Throws<DatabaseUnavailableException>(() => Bench.Database.Use(context => context.Log.ExecuteDelete())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_of_equal_ids_in_two_communities_have_the_rights_of_their_own()
    {
        await Bench.AddAdministratorAsync();
        await Bench.AddAccountAsync("wang", "tenant:nanshan-hub/t-1");
        await Bench.AddAccountAsync("li", "tenant:futian-hub/t-1");
        var (wang, li) = (await Bench.CallerOfAsync("wang"), await Bench.CallerOfAsync("li"));

        Assert.True(wang.May(Right.ReadTenancy, new AccessTarget("nanshan-hub", null, "t-1")));
        Assert.False(wang.May(Right.ReadTenancy, new AccessTarget("futian-hub", null, "t-1")));
        Assert.False(li.May(Right.ReadTenancy, new AccessTarget("nanshan-hub", null, "t-1")));
    }

    [Fact]
    public async Task Grants_that_cannot_be_read_are_named_each_with_a_fix()
    {
        await Bench.AddAdministratorAsync();
        var faults = (await Bench.Accounts.CreateAsync(AccessBench.Eva, "wang", null, ["king", "auditor", "city", "display:nanshan-hub/f1"])).Faults;

        Assert.Equal(["grants[0]", "grants[1]", "grants[3]"], faults.Select(fault => fault.Field));
        Assert.Null(await Bench.Accounts.FindAsync("wang"));
    }
}
