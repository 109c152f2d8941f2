using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Links;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Values;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;
using OpcSpaces.Points;

namespace OpcSpaces.Access.Accounts;

/// <summary>Accounts and their grants, as administrators manage them. Every change is in the access log, and ends the sessions of its account. Thread-safe.</summary>
public sealed class AccountDirectory
{
    private const int LongestName = 64;
    internal const int LongestFullName = 100;

    private readonly AccountScopes _scopes;
    private readonly LinkStore _links;
    private readonly CallerCache _cache;
    private readonly TimeProvider _time;
    private readonly IExistingPlaces _places;

    internal AccountDirectory(AccountScopes scopes, LinkStore links, CallerCache cache, IExistingPlaces places, TimeProvider time) => (_scopes, _links, _cache, _places, _time) = (scopes, links, cache, places, time);

    /// <summary>All accounts in the order of their names.</summary>
    public Task<IReadOnlyList<AccountInfo>> ListAsync() => _scopes.UseAsync<IReadOnlyList<AccountInfo>>(scope => Task.FromResult<IReadOnlyList<AccountInfo>>(
        [.. scope.Context.Users.AsNoTracking().AsEnumerable().OrderBy(account => account.Id, StringComparer.Ordinal).Select(account => Describe(scope.Context, account))]));

    /// <summary>Null for one that does not exist.</summary>
    public Task<AccountInfo?> FindAsync(string id) => _scopes.UseAsync(async scope => await FindAsync(scope, id) is { } account ? Describe(scope.Context, account) : null);

    /// <summary>Makes an account without a password, with a link by which its owner chooses one.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The name to sign in with.</param>
    /// <param name="fullName">The name to show; null for <paramref name="id"/>.</param>
    /// <param name="grants">Roles in places, as text.</param>
    public async Task<Outcome<AccountLink>> CreateAsync(Actor actor, string? id, string? fullName, IReadOnlyList<string?> grants)
    {
        var faults = NameFaults(id, fullName).Concat(AccountGrants.Read(grants, _places, out var read)).ToList();
        if (faults.Count > 0) return Outcome.Wrong<AccountLink>(faults);
        return await GuardAsync(async scope =>
        {
            var account = New(id!, fullName);
            // Identity takes an account that somebody else makes after this look for the same one.
            await using var transaction = await scope.Context.Database.BeginTransactionAsync(IsolationLevel.Serializable);
            if (await scope.Context.Users.AnyAsync(row => row.Id == account.Id)) return Outcome.Wrong<AccountLink>(Taken(id!));
            Put(scope.Context, account, read);
            scope.Context.Note(_time, actor, AccessEvent.AccountMade, $"{account.Id}: {AccountGrants.Say(read)}");
            var (secret, expires) = _links.Add(scope.Context, LinkKind.Password, account.Id, actor);
            var made = await scope.Users.CreateAsync(account);
            if (!made.Succeeded) return Outcome.Wrong<AccountLink>(Faults(made, "id", id));
            await transaction.CommitAsync();
            return Outcome.Done(new AccountLink(Describe(scope.Context, account), secret, expires!.Value));
        });
    }

    /// <summary>Gives an account other grants; its sessions end.</summary>
    public async Task<Outcome<AccountInfo>> SetGrantsAsync(Actor actor, string id, IReadOnlyList<string?> grants)
    {
        if (AccountGrants.Read(grants, _places, out var read) is { Count: > 0 } faults) return Outcome.Wrong<AccountInfo>(faults);
        return await ChangeAsync(id, async (scope, account) =>
        {
            if (!read.Contains(Grant.Administrator) && IsLastAdministrator(scope.Context, account)) return LastAdministrator;
            var former = AccountGrants.Say(AccountGrants.Of(scope.Context, account.Id));
            Put(scope.Context, account, read);
            scope.Context.Note(_time, actor, AccessEvent.GrantsChanged, $"{account.Id}: {former} → {AccountGrants.Say(read)}");
            return ChangedMeanwhile(await scope.Users.UpdateSecurityStampAsync(account));
        });
    }

    /// <summary>Revokes an account: its sessions and keys end, and its name is not used again.</summary>
    public Task<Outcome<AccountInfo>> RevokeAsync(Actor actor, string id) => ChangeAsync(id, async (scope, account) =>
    {
        if (account.IsRevoked) return null;
        if (IsLastAdministrator(scope.Context, account)) return LastAdministrator;
        account.IsRevoked = true;
        scope.Context.Note(_time, actor, AccessEvent.AccountRevoked, account.Id);
        return ChangedMeanwhile(await scope.Users.UpdateSecurityStampAsync(account));
    });

    /// <summary>Makes a link by which the owner of an account chooses a new password, in place of former links.</summary>
    public async Task<Outcome<AccountLink>> NewLinkAsync(Actor actor, string id) => await _scopes.UseAsync(async scope =>
    {
        if (await FindAsync(scope, id) is not { IsRevoked: false } account) return Outcome.Missing<AccountLink>();
        if (IssuerSignIn.IsOf(scope.Context, account.Id)) return Outcome.Wrong<AccountLink>("id", id, "make no link for it: its owner signs in with the organisation, and in no other way");
        var (secret, expires) = _links.Add(scope.Context, LinkKind.Password, account.Id, actor);
        await scope.Context.SaveChangesAsync();
        return Outcome.Done(new AccountLink(Describe(scope.Context, account), secret, expires!.Value));
    });

    /// <summary>Null also for what cannot be a name, which a database may not even take.</summary>
    internal static async Task<Account?> FindAsync(AccountScope scope, string id) => NameFaults(id, null).Any() ? null : await scope.Users.FindByIdAsync(id);

    /// <summary>Whether there is an administrator who can sign in.</summary>
    internal static bool HasAdministrator(AccessContext context) => Administrators(context).Any();

    /// <summary>For two who change the same at once.</summary>
    internal static Fault Meanwhile { get; } = new("id", null, "somebody else has changed the account at the same moment: try again");

    internal static AccountInfo Describe(AccessContext context, Account account) => new(
        account.Id, account.FullName, AccountGrants.Of(context, account.Id), account.CreatedAt, account.IsRevoked, account.PasswordHash is not null,
        context.UserPasskeys.Count(passkey => passkey.UserId == account.Id), account.LockoutEnd);

    internal static IReadOnlyList<Fault> Faults(IdentityResult result, string field, string? value) =>
        [.. result.Errors.Select(error => error.Code == "Password" ? new Fault("password", null, error.Description) : new Fault(field, value, error.Description))];

    internal static IEnumerable<Fault> NameFaults(string? id, string? fullName)
    {
        if (id is null || id.Length is 0 or > LongestName || !char.IsAsciiLetterOrDigit(id[0]) || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || "._-@+".Contains(letter, StringComparison.Ordinal)))
            yield return new Fault("id", id, $"write letters a to z, digits and . _ - @ +, beginning with a letter or a digit, {LongestName} characters at most");
        if (fullName is { Length: > LongestFullName } || (fullName is not null && Letters.HasDeceptive(fullName))) yield return new Fault("name", fullName, $"write {LongestFullName} characters at most, without control characters");
    }

    internal Account New(string id, string? fullName) => new()
    {
        Id = id.ToLowerInvariant(),
        UserName = id.ToLowerInvariant(),
        FullName = string.IsNullOrWhiteSpace(fullName) ? id : fullName.Trim(),
        CreatedAt = _time.GetUtcNow(),
    };

    internal static void Put(AccessContext context, Account account, IReadOnlyList<Grant> grants)
    {
        var texts = grants.Select(grant => grant.ToString()).ToHashSet(StringComparer.Ordinal);
        var former = context.Grants.Where(row => row.AccountId == account.Id).ToList();
        context.RemoveRange(former.Where(row => !texts.Contains(row.Grant)));
        context.AddRange(texts.Except(former.Select(row => row.Grant)).Select(text => new GrantRow { AccountId = account.Id, Grant = text }));
    }

    internal static Fault Taken(string id) => new("id", id, "choose another name: there is an account with this one");

    internal static Fault? ChangedMeanwhile(IdentityResult result) => result.Succeeded ? null : Meanwhile;

    private static readonly Fault LastAdministrator = new("grants", null, "it is the last administrator: make another one first");

    // An account whose owner has never chosen a password and does not come from an issuer helps nobody who is locked out.
    private static IQueryable<string> Administrators(AccessContext context)
    {
        var text = Grant.Administrator.ToString();
        return context.Users
            .Where(user => !user.IsRevoked && context.Grants.Any(row => row.AccountId == user.Id && row.Grant == text))
            .Where(user => user.PasswordHash != null || context.UserPasskeys.Any(row => row.UserId == user.Id) || context.UserLogins.Any(row => row.UserId == user.Id))
            .Select(user => user.Id);
    }

    private static bool IsLastAdministrator(AccessContext context, Account account) => Administrators(context).Take(2).ToList() is [var only] && only == account.Id;

    private async Task<Outcome<AccountInfo>> ChangeAsync(string id, Func<AccountScope, Account, Task<Fault?>> change)
    {
        var outcome = await GuardAsync(async scope =>
        {
            // Of two administrators who take the role from each other at once, the second one has to see what the first one has done.
            await using var transaction = await scope.Context.Database.BeginTransactionAsync(IsolationLevel.Serializable);
            if (await FindAsync(scope, id) is not { } account) return Outcome.Missing<AccountInfo>();
            if (await change(scope, account) is { } fault) return Outcome.Wrong<AccountInfo>([fault]);
            await scope.Context.SaveChangesAsync();
            await transaction.CommitAsync();
            return Outcome.Done(Describe(scope.Context, account));
        });
        _cache.Clear();
        return outcome;
    }

    private async Task<Outcome<T>> GuardAsync<T>(Func<AccountScope, Task<Outcome<T>>> work)
        where T : class
    {
        try
        {
            return await _scopes.UseAsync(work);
        }
        catch (DatabaseConflictException)
        {
            return Outcome.Wrong<T>([Meanwhile]);
        }
    }
}
