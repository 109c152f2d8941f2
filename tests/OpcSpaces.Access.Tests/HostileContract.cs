using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.OpenId;
using OpcSpaces.Access.Values;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Tests;

/// <summary>What strangers, thieves of sessions and two at the same moment do not reach.</summary>
public abstract class HostileContract : BothDatabases
{
    [Fact]
    public async Task The_link_to_the_first_administrator_works_although_others_have_accounts_already()
    {
        var secret = await Bench.Links.NewFirstAsync();
        await Bench.OpenId.SignInAsync(new OpenIdPerson("https://issuer", "s-1", "wang", "王"), [Grant.City], "192.0.2.1");

        Assert.NotNull(await Bench.Links.FindAsync(secret));
        Assert.NotNull(secret = await Bench.Links.NewFirstAsync());
        Assert.NotNull((await Bench.Links.UseAsync(secret, "eva", null, AccessBench.Password, "192.0.2.1")).Value);
        Assert.Null(await Bench.Links.NewFirstAsync());
    }

    [Fact]
    public async Task A_first_link_that_was_never_used_ends_when_there_is_an_administrator()
    {
        var secret = await Bench.Links.NewFirstAsync();
        var person = new OpenIdPerson("https://issuer", "s-1", "wang", "王");
        await Bench.OpenId.SignInAsync(person, [Grant.Administrator], "192.0.2.1");
        Assert.Null(await Bench.Links.FindAsync(secret));
        Assert.Null(await Bench.Links.NewFirstAsync());

        await Bench.OpenId.SignInAsync(person, [Grant.City], "192.0.2.1");
        Assert.Null(await Bench.Links.FindAsync(secret));
    }

    [Fact]
    public async Task An_administrator_who_never_chose_a_password_is_not_the_other_one()
    {
        await Bench.AddAdministratorAsync();
        Assert.Empty((await Bench.Accounts.CreateAsync(AccessBench.Eva, "li", null, ["administrator"])).Faults);

        Assert.Single((await Bench.Accounts.RevokeAsync(AccessBench.Eva, "eva")).Faults);
        Assert.Single((await Bench.Accounts.SetGrantsAsync(AccessBench.Eva, "eva", [])).Faults);
        Assert.Empty((await Bench.Accounts.RevokeAsync(AccessBench.Eva, "li")).Faults);
    }

    [Fact]
    public async Task Two_administrators_who_take_the_role_from_each_other_at_once_leave_one()
    {
        await Bench.AddAdministratorAsync();
        for (var round = 0; round < 5; round++)
        {
            var others = (string[])[$"li-{round}", $"wang-{round}"];
            foreach (var name in others) await Bench.AddAccountAsync(name, "administrator");
            await Bench.Accounts.RevokeAsync(AccessBench.Eva, round == 0 ? "eva" : $"li-{round - 1}");
            if (round > 0) await Bench.Accounts.RevokeAsync(AccessBench.Eva, $"wang-{round - 1}");
            await Task.WhenAll(others.Select(name => Task.Run(() => Bench.Accounts.SetGrantsAsync(AccessBench.Eva, name, ["city"]))));

            Assert.Contains(await Bench.Accounts.ListAsync(), account => !account.IsRevoked && account.Grants.Contains(Grant.Administrator));
        }
    }

    [Fact]
    public async Task Of_two_who_make_the_same_account_at_once_one_is_told_so()
    {
        await Bench.AddAdministratorAsync();
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bench.Accounts.CreateAsync(AccessBench.Eva, "wang", null, ["city"]))));

        Assert.Single(both, outcome => outcome.IsDone);
        Assert.All(both.Where(outcome => !outcome.IsDone), outcome => Assert.Equal("id", Assert.Single(outcome.Faults).Field));
    }

    /// <summary>Otherwise strangers make every request ask the database.</summary>
    [Fact]
    public async Task A_link_that_does_not_work_makes_nobody_forgotten()
    {
        var session = await Bench.AddAdministratorAsync();
        Assert.NotNull(Bench.Sessions.Find(session));
        Bench.Database.Use(context => context.Users.Where(row => row.Id == "eva").ExecuteUpdate(set => set.SetProperty(row => row.IsRevoked, true)));

        await Bench.Links.UseAsync("opl_x", null, null, AccessBench.Password, "192.0.2.1");

        Assert.NotNull(Bench.Sessions.Find(session));
    }

    [Fact]
    public async Task Of_many_at_once_from_one_address_no_more_are_looked_at_than_of_many_in_a_row()
    {
        await Bench.AddAdministratorAsync();
        Bench.Options.WrongPasswordsPerAddress = 5;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, HashingTurns.MostOfOne).Select(i => Bench.TryAsync($"name-{i}", "a wrong password")));

        // Two are looked at together.
        Assert.InRange(outcomes.Count(outcome => !outcome.IsTooMany), 5, 6);
    }

    [Fact]
    public async Task A_wrong_password_of_the_own_account_counts_as_any_other()
    {
        await Bench.AddAdministratorAsync();
        Bench.Options.WrongPasswordsPerAddress = 5;
        var own = Bench.Get<OwnAccount>();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, HashingTurns.MostOfOne).Select(_ => own.ChangePasswordAsync("eva", "a wrong password", "four loud pelicans", "192.0.2.1")));

        Assert.InRange(outcomes.Count(outcome => outcome.Faults[0].Fix.StartsWith("write the password", StringComparison.Ordinal)), 5, 6);
        Assert.True((await Bench.TryAsync("eva", AccessBench.Password, "192.0.2.1")).IsTooMany);
    }

    /// <summary>A password in the field of the name must not be stored.</summary>
    [Theory]
    [InlineData("four-loud-pelicans")]
    [InlineData("four loud pelicans!")]
    public async Task A_name_that_nobody_has_is_not_stored(string typed)
    {
        await Bench.TryAsync(typed, "x");

        Assert.Contains(Bench.Log, entry => entry is { What: AccessEvent.SignInFailed, Who: "?" });
        Assert.DoesNotContain(typed, Bench.Contents(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stolen_session_without_a_password_sets_no_first_one()
    {
        var session = Bench.Sessions.Find(await Bench.AddAdministratorAsync())!;
        // As an account that has passkeys alone.
        Bench.Database.Use(context => context.Users.Where(row => row.Id == "eva").ExecuteUpdate(set => set.SetProperty(row => row.PasswordHash, (string?)null)));
        var own = Bench.Get<OwnAccount>();
        Bench.Time.Advance(KnownCaller.FreshFor + TimeSpan.FromSeconds(1));

        Assert.Equal("session", Assert.Single((await SetAsync()).Faults).Field);
        Assert.Equal("session", Assert.Single((await own.ChangePasswordAsync("eva", null, AccessBench.Password, "192.0.2.1")).Faults).Field);
        var fresh = await own.ChangePasswordAsync("eva", null, AccessBench.Password, "192.0.2.1", Bench.Time.GetUtcNow() - KnownCaller.FreshFor);
        Assert.True(fresh.IsDone);
        // It is no fresher than the one whose place it takes.
        Assert.Equal(Bench.Time.GetUtcNow() - KnownCaller.FreshFor, Bench.Sessions.Find(fresh.Value)!.SignedInAt);

        Task<Outcome<string>> SetAsync() => own.ChangePasswordAsync("eva", null, AccessBench.Password, "192.0.2.1", session.SignedInAt);
    }

    [Fact]
    public async Task To_look_whether_a_session_lasts_is_no_use_of_it()
    {
        var session = await Bench.AddAdministratorAsync();
        var end = Bench.Time.GetUtcNow() + TimeSpan.FromMinutes(Bench.Options.SessionIdleMinutes);
        while (Bench.Time.GetUtcNow() + TimeSpan.FromMinutes(10) < end)
        {
            Bench.Time.Advance(TimeSpan.FromMinutes(10));
            Assert.NotNull(Bench.Sessions.Look(session));
        }

        Bench.Time.SetUtcNow(end);
        Assert.Null(Bench.Sessions.Look(session));
        Assert.Null(Bench.Sessions.Find(session));
    }

    [Fact]
    public async Task A_use_just_after_a_look_counts()
    {
        var session = await Bench.AddAdministratorAsync();
        var idle = TimeSpan.FromMinutes(Bench.Options.SessionIdleMinutes);
        Bench.Time.Advance(idle / 2);
        Assert.NotNull(Bench.Sessions.Look(session));
        Assert.NotNull(Bench.Sessions.Find(session));
        Bench.Time.Advance(idle - TimeSpan.FromMinutes(2));
        Assert.NotNull(Bench.Sessions.Find(session));
    }
}
