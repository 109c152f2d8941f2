using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.Values;

namespace OpcSpaces.Access.SignIns;

/// <summary>
/// Signs people in by password. Whoever fails learns nothing: a name that does not exist, a wrong password and a locked account have one
/// answer, and make the database do the same. Thread-safe.
/// </summary>
public sealed class SignIn
{
    private readonly AccountScopes _scopes;
    private readonly SessionStore _sessions;
    private readonly FailedAttempts _failures;
    private readonly HashingTurns _turns;
    private readonly AccessOptions _options;
    private readonly TimeProvider _time;
    private string? _nobodysHash;

    internal SignIn(AccountScopes scopes, SessionStore sessions, FailedAttempts failures, HashingTurns turns, AccessOptions options, TimeProvider time) =>
        (_scopes, _sessions, _failures, _turns, _options, _time) = (scopes, sessions, failures, turns, options, time);

    /// <summary>Checks a password and starts a session.</summary>
    /// <param name="name">The name of the account, in letters of any size.</param>
    /// <param name="password">The password.</param>
    /// <param name="source">The network address that asks.</param>
    /// <param name="stop">Ends the wait for others who sign in.</param>
    public async Task<SignInOutcome> ByPasswordAsync(string? name, string? password, string source, CancellationToken stop)
    {
        if (_failures.IsTooMany(source)) return SignInOutcome.TooMany;
        return await _turns.TakeAsync(
            source,
            // Once more: those that were before this one in the queue have failed in the meantime.
            async () => _failures.IsTooMany(source) ? SignInOutcome.TooMany : await _scopes.UseAsync(scope => CheckAsync(scope, name ?? "", password ?? "", source)),
            SignInOutcome.TooMany,
            stop);
    }

    /// <summary>Ends a session; does nothing when there is none.</summary>
    /// <param name="session">Its secret.</param>
    /// <param name="actor">Whose it is.</param>
    public void Out(string session, Actor actor) => _sessions.End(session, actor);

    private async Task<SignInOutcome> CheckAsync(AccountScope scope, string name, string password, string source)
    {
        var account = password.Length > PasswordRules.Longest || AccountDirectory.NameFaults(name, null).Any() ? null : await scope.Users.FindByNameAsync(name);
        var isElsewhere = IssuerSignIn.IsOf(scope.Context, account?.Id ?? "");
        var hash = account is { IsRevoked: false, PasswordHash: { } own } ? own : _nobodysHash ??= scope.Users.PasswordHasher.HashPassword(new Account(), Secret.New(""));
        var check = scope.Users.PasswordHasher.VerifyHashedPassword(account ?? new Account(), hash, password.Length > PasswordRules.Longest ? "" : password);
        if (account is null || isElsewhere || account.IsRevoked || account.LockoutEnd > _time.GetUtcNow()) return await FailAsync(scope, account, isCounted: false, source);
        if (check == PasswordVerificationResult.Failed) return await FailAsync(scope, account, isCounted: true, source);
        if (check == PasswordVerificationResult.SuccessRehashNeeded) account.PasswordHash = scope.Users.PasswordHasher.HashPassword(account, password);
        return await SucceedAsync(scope, account, source, "password");
    }

    internal async Task<SignInOutcome> SucceedAsync(AccountScope scope, Account account, string source, string by)
    {
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        var session = _sessions.Start(scope.Context, account);
        scope.Context.Note(_time, new Actor(account.Id, source), AccessEvent.SignedIn, by);
        await scope.Context.SaveChangesAsync();
        return new SignInOutcome(session);
    }

    // The same statements in one transaction, whether the account exists or not: their time must not tell.
    private async Task<SignInOutcome> FailAsync(AccountScope scope, Account? account, bool isCounted, string source)
    {
        _failures.Add(source);
        var (actor, counted) = (new Actor(account?.Id ?? Actor.Stranger, source), isCounted ? account!.Id : "");
        await using var transaction = await scope.Context.Database.BeginTransactionAsync();
        if (Count(scope.Context, counted) >= _options.WrongPasswords)
        {
            var until = _time.GetUtcNow() + TimeSpan.FromMinutes(_options.LockMinutes);
            scope.Context.Users.Where(row => row.Id == counted).ExecuteUpdate(set => set.SetProperty(row => row.AccessFailedCount, 0).SetProperty(row => row.LockoutEnd, until));
            scope.Context.Note(_time, actor, AccessEvent.Locked, $"for {_options.LockMinutes} minutes, after {_options.WrongPasswords} wrong passwords");
        }

        scope.Context.Note(_time, actor, AccessEvent.SignInFailed, account is null ? "a name that nobody has" : "");
        await scope.Context.SaveChangesAsync();
        await transaction.CommitAsync();
        return SignInOutcome.Wrong;
    }

    // In the database, so that of several at once none is lost. 0 for nobody.
    private static int Count(AccessContext context, string account)
    {
        context.Users.Where(row => row.Id == account).ExecuteUpdate(set => set.SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount + 1));
        return context.Users.AsNoTracking().Where(row => row.Id == account).Select(row => row.AccessFailedCount).SingleOrDefault();
    }
}

/// <summary>What came of a sign-in.</summary>
/// <param name="Session">The secret of the new session; null when it failed.</param>
/// <param name="IsTooMany">Whether it was not even looked at, because too many failed from this address.</param>
public sealed record SignInOutcome(string? Session, bool IsTooMany = false)
{
    /// <summary>Name or password is wrong, or the account is locked or revoked.</summary>
    public static SignInOutcome Wrong { get; } = new(Session: null);

    /// <summary>Too many wrong ones came from this address, or too many wait for their turn.</summary>
    public static SignInOutcome TooMany { get; } = new(null, IsTooMany: true);
}
