using System.Data;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Links;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Values;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.SignIns;

/// <summary>
/// Links that work once: to the first administrator, to a further one after all passwords were lost, and to a password of one's own. Only
/// their hashes are stored. Thread-safe.
/// </summary>
public sealed class OneTimeLinks
{
    private readonly AccountScopes _scopes;
    private readonly AccountDirectory _accounts;
    private readonly LinkStore _links;
    private readonly SessionStore _sessions;
    private readonly CallerCache _cache;
    private readonly TimeProvider _time;

    internal OneTimeLinks(AccountScopes scopes, AccountDirectory accounts, LinkStore links, SessionStore sessions, CallerCache cache, TimeProvider time) =>
        (_scopes, _accounts, _links, _sessions, _cache, _time) = (scopes, accounts, links, sessions, cache, time);

    /// <summary>While there is no administrator: the secret of a new link to the first administrator, in place of the former one; else null.</summary>
    public Task<string?> NewFirstAsync() => _scopes.UseAsync(async scope =>
    {
        if (AccountDirectory.HasAdministrator(scope.Context))
        {
            // One that nobody has used stands in the log of a former start.
            await scope.Context.Links.Where(row => row.Kind == LinkKind.FirstAdministrator).ExecuteDeleteAsync();
            return null;
        }

        var (secret, _) = _links.Add(scope.Context, LinkKind.FirstAdministrator, "", null);
        await scope.Context.SaveChangesAsync();
        return secret;
    });

    /// <summary>The secret of a new link to a further administrator, in place of the former one.</summary>
    public Task<(string Secret, DateTimeOffset ExpiresAt)> NewAdministratorAsync(Actor actor) => _scopes.UseAsync(async scope =>
    {
        var (secret, expires) = _links.Add(scope.Context, LinkKind.Administrator, "", actor);
        await scope.Context.SaveChangesAsync();
        return (secret, expires!.Value);
    });

    /// <summary>What a link is for; null for one that does not work (any more).</summary>
    public Task<OpenLink?> FindAsync(string? secret) => _scopes.UseAsync(scope =>
    {
        if (Usable(scope.Context, secret) is not { } link) return Task.FromResult<OpenLink?>(null);
        return Task.FromResult<OpenLink?>(new OpenLink(link.Kind == LinkKind.Password ? link.AccountId : null));
    });

    /// <summary>Uses a link: makes the administrator, or sets the password of its account. Wrong texts do not use it up.</summary>
    /// <param name="secret">The secret of the link.</param>
    /// <param name="id">The name of the new account; unused where the link is for an account.</param>
    /// <param name="fullName">The name to show of the new account.</param>
    /// <param name="password">The password.</param>
    /// <param name="source">Where it comes from.</param>
    /// <returns>The secret of a session; missing for a link that does not work.</returns>
    public async Task<Outcome<string>> UseAsync(string? secret, string? id, string? fullName, string? password, string source)
    {
        var outcome = await UseOnceAsync(secret, id, fullName, password, source);
        // Strangers must not empty the cache.
        if (outcome.IsDone) _cache.Clear();
        return outcome;
    }

    private async Task<Outcome<string>> UseOnceAsync(string? secret, string? id, string? fullName, string? password, string source)
    {
        try
        {
            return await _scopes.UseAsync(async scope =>
            {
                if (Usable(scope.Context, secret) is not { } link) return Outcome.Missing<string>();
                await using var transaction = await scope.Context.Database.BeginTransactionAsync(IsolationLevel.Serializable);
                var done = link.Kind == LinkKind.Password ? await SetPasswordAsync(scope, link, password) : await MakeAdministratorAsync(scope, link, id, fullName, password, source);
                if (done.Value is not { } account) return new Outcome<string>(null, done.Faults);
                // Last, in the same transaction: of two at once, one is rolled back.
                if (!LinkStore.TryUse(scope.Context, link)) return Outcome.Missing<string>();
                var session = _sessions.Start(scope.Context, account);
                scope.Context.Note(_time, new Actor(account.Id, source), AccessEvent.LinkUsed, LinkStore.Describe(link));
                await scope.Context.SaveChangesAsync();
                await transaction.CommitAsync();
                return Outcome.Done(session);
            });
        }
        catch (DatabaseConflictException)
        {
            return Outcome.Wrong<string>(AccountDirectory.Meanwhile);
        }
    }

    private LinkRow? Usable(AccessContext context, string? secret) =>
        _links.Find(context, secret) is { } link && (link.Kind != LinkKind.FirstAdministrator || !AccountDirectory.HasAdministrator(context)) ? link : null;

    private static async Task<Outcome<Account>> SetPasswordAsync(AccountScope scope, LinkRow link, string? password)
    {
        if (await scope.Users.FindByIdAsync(link.AccountId) is not { IsRevoked: false } account || IssuerSignIn.IsOf(scope.Context, account.Id)) return Outcome.Missing<Account>();
        if (PasswordRules.Fault(password, account.Id, account.FullName) is { } fault) return Outcome.Wrong<Account>("password", null, fault);
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        if (account.PasswordHash is not null) await scope.Users.RemovePasswordAsync(account);
        var set = await scope.Users.AddPasswordAsync(account, password!);
        return set.Succeeded ? Outcome.Done(account) : Outcome.Wrong<Account>(AccountDirectory.Faults(set, "password", null));
    }

    private async Task<Outcome<Account>> MakeAdministratorAsync(AccountScope scope, LinkRow link, string? id, string? fullName, string? password, string source)
    {
        var faults = AccountDirectory.NameFaults(id, fullName).ToList();
        if (PasswordRules.Fault(password, id ?? "", fullName ?? "") is { } wrong) faults.Add(new("password", null, wrong));
        if (faults.Count > 0) return Outcome.Wrong<Account>(faults);
        var account = _accounts.New(id!, fullName);
        if (scope.Context.Users.Any(row => row.Id == account.Id)) return Outcome.Wrong<Account>(AccountDirectory.Taken(id!));
        AccountDirectory.Put(scope.Context, account, [Grant.Administrator]);
        scope.Context.Note(_time, new Actor(account.Id, source), AccessEvent.AccountMade, $"{account.Id}: {Grant.Administrator}");
        var made = await scope.Users.CreateAsync(account, password!);
        return made.Succeeded ? Outcome.Done(account) : Outcome.Wrong<Account>(AccountDirectory.Faults(made, "id", id));
    }
}

/// <summary>A link that works.</summary>
/// <param name="Account">The account whose password it sets; null where it makes an administrator.</param>
public sealed record OpenLink(string? Account);
