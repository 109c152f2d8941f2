using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.OpenId;
using OpcSpaces.Access.Values;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Tests;

/// <summary>What keys and displays do, and people who come from an issuer of OpenID Connect.</summary>
public abstract class CredentialContract : BothDatabases
{
    [Fact]
    public async Task Whoever_comes_from_an_issuer_is_recognised_by_the_subject_and_never_takes_over_a_name()
    {
        await Bench.AddAdministratorAsync();
        var thief = (await Bench.OpenId.SignInAsync(new OpenIdPerson("https://issuer", "s-1", "eva", "Eva"), [], "192.0.2.1")).Session!;
        var wang = (await Bench.OpenId.SignInAsync(new OpenIdPerson("https://issuer", "s-2", "Wang", "王"), [Grant.City], "192.0.2.1")).Session!;
        var renamed = (await Bench.OpenId.SignInAsync(new OpenIdPerson("https://issuer", "s-2", "zhao", "赵"), [Grant.City], "192.0.2.1")).Session!;
        var other = (await Bench.OpenId.SignInAsync(new OpenIdPerson("https://other", "s-2", "wang", "王"), [], "192.0.2.1")).Session!;

        Assert.StartsWith("openid-", Bench.Sessions.Find(thief)!.Caller.Id, StringComparison.Ordinal);
        Assert.Empty(Bench.Sessions.Find(thief)!.Caller.Grants);
        Assert.Equal("wang", Bench.Sessions.Find(wang)!.Caller.Id);
        Assert.Equal("wang", Bench.Sessions.Find(renamed)!.Caller.Id);
        Assert.StartsWith("openid-", Bench.Sessions.Find(other)!.Caller.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_issuer_says_the_roles_anew_at_each_sign_in_and_former_sessions_end_with_former_roles()
    {
        await Bench.AddAdministratorAsync();
        var person = new OpenIdPerson("https://issuer", "s-1", "wang", "王");
        var former = (await Bench.OpenId.SignInAsync(person, [Grant.FacilityManager("hub")], "192.0.2.1")).Session!;
        var same = (await Bench.OpenId.SignInAsync(person, [Grant.FacilityManager("hub")], "192.0.2.1")).Session!;
        Assert.NotNull(Bench.Sessions.Find(former));
        Assert.NotNull(Bench.Sessions.Find(same));

        var fresh = (await Bench.OpenId.SignInAsync(person, [Grant.City], "192.0.2.1")).Session!;

        Assert.Equal([Grant.City], Bench.Sessions.Find(fresh)!.Caller.Grants);
        Assert.Null(Bench.Sessions.Find(former));
        await Bench.Accounts.RevokeAsync(AccessBench.Eva, "wang");
        Assert.Null((await Bench.OpenId.SignInAsync(person, [Grant.City], "192.0.2.1")).Session);
    }

    /// <summary>Whoever is removed there must not stay in here.</summary>
    [Fact]
    public async Task An_account_of_an_issuer_has_no_other_way_in()
    {
        await Bench.AddAdministratorAsync();
        var person = new OpenIdPerson("https://issuer", "s-1", "wang", "王");
        var session = Bench.Sessions.Find((await Bench.OpenId.SignInAsync(person, [Grant.City], "192.0.2.1")).Session!)!;

        Assert.Equal("password", Assert.Single((await Bench.Get<OwnAccount>().ChangePasswordAsync("wang", null, AccessBench.Password, "192.0.2.1", session.SignedInAt)).Faults).Field);
        Assert.Equal("id", Assert.Single((await Bench.Accounts.NewLinkAsync(AccessBench.Eva, "wang")).Faults).Field);
        Assert.False((await Bench.Accounts.FindAsync("wang"))!.HasPassword);
        // One that was made before, or beside this program.
        Bench.Database.Use(context => context.Users.Where(row => row.Id == "wang").ExecuteUpdate(set => set.SetProperty(row => row.PasswordHash, context.Users.Single(row => row.Id == "eva").PasswordHash)));
        Assert.NotNull((await Bench.TryAsync("eva", AccessBench.Password)).Session);
        Assert.Null((await Bench.TryAsync("wang", AccessBench.Password)).Session);
    }

    [Fact]
    public async Task A_link_that_was_made_before_the_account_came_from_an_issuer_does_not_work()
    {
        await Bench.AddAdministratorAsync();
        var link = (await Bench.Accounts.CreateAsync(AccessBench.Eva, "wang", null, [])).Value!;
        Bench.Database.Use(context =>
        {
            context.UserLogins.Add(new() { LoginProvider = "https://issuer", ProviderKey = "s-1", UserId = "wang" });
            return context.SaveChanges();
        });
        Assert.Null((await Bench.Links.UseAsync(link.Secret, null, null, AccessBench.Password, "192.0.2.1")).Value);
    }

    [Fact]
    public async Task The_keys_of_somebody_who_does_not_come_back_from_the_issuer_end()
    {
        await Bench.AddAdministratorAsync();
        var person = new OpenIdPerson("https://issuer", "s-1", "wang", "王");
        await Bench.OpenId.SignInAsync(person, [Grant.City], "192.0.2.1");
        var key = Bench.Keys.Create(await Bench.CallerOfAsync("wang"), "192.0.2.1", "x", ["city"], null).Value!.Key;
        var days = TimeSpan.FromDays(Bench.Options.IssuerKeyDays);

        Bench.Time.Advance(days - TimeSpan.FromMinutes(1));
        Assert.Equal(Bench.Time.GetUtcNow() + TimeSpan.FromMinutes(1), Bench.Keys.Find(key)!.EndsAt);
        await Bench.OpenId.SignInAsync(person, [Grant.City], "192.0.2.1");
        Bench.Time.Advance(days - TimeSpan.FromMinutes(1));
        Assert.NotNull(Bench.Keys.Find(key));
        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(Bench.Keys.Find(key));
    }

    [Fact]
    public async Task What_an_issuer_says_is_made_a_name_that_can_be_shown()
    {
        var long1 = new OpenIdPerson("https://issuer", "s-1", "a\0b", $"\u001b[31mWang\0{new string('x', 98)}😀");
        Assert.NotNull((await Bench.OpenId.SignInAsync(long1, [], "192.0.2.1")).Session);
        Assert.NotNull((await Bench.OpenId.SignInAsync(new OpenIdPerson("https://issuer", "s-2", new string('x', 5_000), "\ud800"), [], "192.0.2.1")).Session);
        foreach (var subject in (string[])["", "a\0b", new string('s', 256), "王"]) Assert.Null((await Bench.OpenId.SignInAsync(new OpenIdPerson("https://issuer", subject, "zhao", "赵"), [], "192.0.2.1")).Session);

        var accounts = await Bench.Accounts.ListAsync();
        Assert.Equal(2, accounts.Count);
        Assert.Contains(accounts, account => account.Name == $"[31mWang{new string('x', 92)}");
        Assert.All(accounts, account => Assert.StartsWith("openid-", account.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_person_in_two_tabs_becomes_one_account()
    {
        var person = new OpenIdPerson("https://issuer", "s-1", "wang", "王");
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Bench.OpenId.SignInAsync(person, [Grant.City], "192.0.2.1"))));

        Assert.Contains(both, outcome => outcome.Session is not null);
        Assert.Single(await Bench.Accounts.ListAsync());
    }

    [Fact]
    public async Task A_key_has_fifty_grants_at_most()
    {
        await Bench.AddAdministratorAsync();
        var many = Enumerable.Range(0, 200_000).Select(i => $"facilityManager:hub-{i}").ToList();
        Assert.Equal("grants", Assert.Single(Bench.Keys.Create(await Bench.CallerOfAsync("eva"), "192.0.2.1", "x", many, null).Faults).Field);
    }

    [Fact]
    public async Task A_key_for_a_tenant_that_is_called_like_a_role_has_no_other_role()
    {
        await Bench.AddAdministratorAsync();
        var key = Bench.Keys.Create(await Bench.CallerOfAsync("eva"), "192.0.2.1", "x", ["tenant:hub/t1 administrator"], null).Value!;
        Assert.Equal([Grant.Tenant("hub", "t1 administrator")], Bench.Keys.Find(key.Key)!.Caller.Grants);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_the_database_has_its_hash_alone()
    {
        var session = await Bench.AddAdministratorAsync();
        var key = Bench.Keys.Create(await Bench.CallerOfAsync("eva"), "192.0.2.1", "export", ["city"], 7).Value!;
        var display = Bench.Displays.Create(AccessBench.Eva, "nanshan-hub", "f3", "foyer").Value!;
        var link = (await Bench.Links.NewAdministratorAsync(AccessBench.Eva)).Secret;

        var contents = Bench.Contents();

        Assert.StartsWith($"opk_{key.Info.Id}_", key.Key, StringComparison.Ordinal);
        Assert.Contains(key.Info.Id, contents, StringComparison.Ordinal);
        Assert.Contains(Secret.Hash(key.Key), contents, StringComparison.Ordinal);
        foreach (var secret in (string[])[key.Key, session, display.Secret, link, AccessBench.Password])
        {
            Assert.DoesNotContain(secret, contents, StringComparison.Ordinal);
            Assert.DoesNotContain(secret[(secret.LastIndexOf('_') + 1)..], contents, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_ends_when_its_days_are_over_and_when_it_is_revoked()
    {
        await Bench.AddAdministratorAsync();
        var eva = await Bench.CallerOfAsync("eva");
        var week = Bench.Keys.Create(eva, "192.0.2.1", "export", ["city"], 7).Value!;
        var other = Bench.Keys.Create(eva, "192.0.2.1", "import", ["city"], 30).Value!;

        Assert.Equal($"key:{week.Info.Id}", Bench.Keys.Find(week.Key)!.Caller.Id);
        Assert.Equal([Grant.City], Bench.Keys.Find(week.Key)!.Caller.Grants);
        Assert.NotNull(Bench.Keys.List("eva").Single(key => key.Id == week.Info.Id).UsedAt);
        Assert.Null(Bench.Keys.Find(week.Key + "x"));
        Assert.Null(Bench.Keys.Find(""));
        Bench.Time.Advance(TimeSpan.FromDays(7));
        Assert.Null(Bench.Keys.Find(week.Key));
        Assert.NotNull(Bench.Keys.Find(other.Key));
        Assert.NotNull(Bench.Keys.Revoke(AccessBench.Eva, other.Info.Id, "eva").Value);
        Assert.Null(Bench.Keys.Find(other.Key));
    }

    [Fact]
    public async Task A_key_gives_no_more_than_its_maker_has_now()
    {
        await Bench.AddAdministratorAsync();
        await Bench.AddAccountAsync("wang", "facilityManager:nanshan-hub", "city");
        var wang = await Bench.CallerOfAsync("wang");

        Assert.Equal(["grants[0]", "grants[1]"], Bench.Keys.Create(wang, "192.0.2.1", "x", ["administrator", "facilityManager:futian"], null).Faults.Select(fault => fault.Field));
        var key = Bench.Keys.Create(wang, "192.0.2.1", "x", ["gatewayOperator:nanshan-hub", "city"], null).Value!;
        Assert.Equal(2, Bench.Keys.Find(key.Key)!.Caller.Grants.Count);

        await Bench.Accounts.SetGrantsAsync(AccessBench.Eva, "wang", ["city"]);
        Assert.Equal([Grant.City], Bench.Keys.Find(key.Key)!.Caller.Grants);
    }

    [Fact]
    public async Task Nobody_revokes_the_key_of_somebody_else()
    {
        await Bench.AddAdministratorAsync();
        await Bench.AddAccountAsync("wang", "city");
        var key = Bench.Keys.Create(await Bench.CallerOfAsync("eva"), "192.0.2.1", "x", ["city"], null).Value!;

        Assert.Null(Bench.Keys.Revoke(AccessBench.Eva, key.Info.Id, "wang").Value);
        Assert.NotNull(Bench.Keys.Find(key.Key));
        Assert.Empty(Bench.Keys.List("wang"));
    }

    [Fact]
    public void A_display_sees_its_floor_until_it_is_revoked_by_its_own_community()
    {
        var display = Bench.Displays.Create(AccessBench.Eva, "nanshan-hub", "f3", "foyer").Value!;

        Assert.Equal(("nanshan-hub", "f3"), Bench.Displays.FloorOf(display.Secret));
        Assert.Equal([Grant.Display("nanshan-hub", "f3")], Bench.Displays.Find(display.Secret)!.Caller.Grants);
        Assert.Null(Bench.Displays.Revoke(AccessBench.Eva, "futian-hub", display.Info.Id).Value);
        Assert.NotNull(Bench.Displays.Find(display.Secret));
        Assert.NotNull(Bench.Displays.Revoke(AccessBench.Eva, "nanshan-hub", display.Info.Id).Value);
        Assert.Null(Bench.Displays.Find(display.Secret));
        Assert.Null(Bench.Displays.FloorOf(display.Secret));
        Assert.Empty(Bench.Displays.List("futian-hub"));
    }
}
