using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Values;
using OpcSpaces.Answers.Problems;

namespace OpcSpaces.Access.Accounts;

/// <summary>
/// What people change about their own account. Each change ends its other sessions. A way to sign in is added or removed by somebody who proves who
/// it is, by the present password or by a sign-in a moment ago: a session that was stolen must not become an account that was. Thread-safe.
/// </summary>
public sealed class OwnAccount
{
    private static readonly Fault Elsewhere = new("password", null, "you sign in with your organisation, and in no other way");
    private static readonly Fault NotFresh = new("session", null, $"sign out and in again first: this is possible within {KnownCaller.FreshFor.TotalMinutes:0} minutes after a sign-in");

    private readonly AccountScopes _scopes;
    private readonly SessionStore _sessions;
    private readonly FailedAttempts _failures;
    private readonly HashingTurns _turns;
    private readonly CallerCache _cache;
    private readonly TimeProvider _time;

    internal OwnAccount(AccountScopes scopes, SessionStore sessions, FailedAttempts failures, HashingTurns turns, CallerCache cache, TimeProvider time) =>
        (_scopes, _sessions, _failures, _turns, _cache, _time) = (scopes, sessions, failures, turns, cache, time);

    private static Outcome<string> TooMany => Outcome.Wrong<string>("currentPassword", null, "wait some minutes: too many wrong passwords came from this address");

    /// <summary>Sets another password.</summary>
    /// <param name="id">The account.</param>
    /// <param name="present">The present password; unused where the account has none, because its owner signs in by passkey.</param>
    /// <param name="fresh">The new one.</param>
    /// <param name="source">Where it is asked from.</param>
    /// <param name="signedInAt">When the caller has signed in; it has to be a moment ago where the account has no password.</param>
    /// <returns>The secret of a session in place of those that have ended.</returns>
    public async Task<Outcome<string>> ChangePasswordAsync(string id, string? present, string? fresh, string source, DateTimeOffset? signedInAt = null)
    {
        if (_failures.IsTooMany(source)) return TooMany;
        var outcome = await _turns.TakeAsync(
            source,
            async () => _failures.IsTooMany(source) ? TooMany : await _scopes.UseAsync(scope => ChangeAsync(scope, id, present, fresh, source, signedInAt)),
            TooMany,
            CancellationToken.None);
        if (outcome.IsDone) _cache.Clear();
        return outcome;
    }

    /// <summary>Why a way to sign in cannot be added now; null when it can.</summary>
    internal Fault? Hindrance(AccountScope scope, Account account, DateTimeOffset? signedInAt) =>
        IssuerSignIn.IsOf(scope.Context, account.Id) ? Elsewhere : Staleness(signedInAt);

    /// <summary>What to do where the sign-in was too long ago; null where it was not.</summary>
    internal Fault? Staleness(DateTimeOffset? signedInAt) => signedInAt is null || _time.GetUtcNow() - signedInAt > KnownCaller.FreshFor ? NotFresh : null;

    /// <summary>Ends all sessions of an account, and starts one.</summary>
    /// <param name="scope">Where it is done.</param>
    /// <param name="account">Whose sessions.</param>
    /// <param name="signedInAt">When the caller has signed in; the new session is no fresher, and lasts no longer.</param>
    internal async Task<Outcome<string>> AnewAsync(AccountScope scope, Account account, DateTimeOffset? signedInAt)
    {
        if (AccountDirectory.ChangedMeanwhile(await scope.Users.UpdateSecurityStampAsync(account)) is { } meanwhile) return Outcome.Wrong<string>([meanwhile]);
        scope.Context.Sessions.Where(row => row.AccountId == account.Id).ExecuteDelete();
        var session = _sessions.Start(scope.Context, account, signedInAt);
        await scope.Context.SaveChangesAsync();
        return Outcome.Done(session);
    }

    private async Task<Outcome<string>> ChangeAsync(AccountScope scope, string id, string? present, string? fresh, string source, DateTimeOffset? signedInAt)
    {
        if (await AccountDirectory.FindAsync(scope, id) is not { IsRevoked: false } account) return Outcome.Missing<string>();
        if (IssuerSignIn.IsOf(scope.Context, account.Id)) return Outcome.Wrong<string>([Elsewhere]);
        var isProven = account.PasswordHash is not null;
        if (account.PasswordHash is not { } hash)
        {
            if (Staleness(signedInAt) is { } stale) return Outcome.Wrong<string>([stale]);
        }
        else if (scope.Users.PasswordHasher.VerifyHashedPassword(account, hash, present ?? "") == PasswordVerificationResult.Failed)
        {
            _failures.Add(source);
            return Outcome.Wrong<string>("currentPassword", null, "write the password that you have now");
        }

        if (PasswordRules.Fault(fresh, account.Id, account.FullName) is { } fault) return Outcome.Wrong<string>("password", null, fault);
        account.PasswordHash = scope.Users.PasswordHasher.HashPassword(account, fresh!);
        scope.Context.Note(_time, new Actor(id, source), AccessEvent.PasswordChanged);
        return await AnewAsync(scope, account, isProven ? null : signedInAt);
    }
}
