using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Values;

namespace OpcSpaces.Access.Accounts;

/// <summary>What people change about their own account. Each change ends its other sessions. Thread-safe.</summary>
public sealed class OwnAccount
{
    private readonly AccountScopes _scopes;
    private readonly SessionStore _sessions;
    private readonly FailedAttempts _failures;
    private readonly CallerCache _cache;
    private readonly TimeProvider _time;

    internal OwnAccount(AccountScopes scopes, SessionStore sessions, FailedAttempts failures, CallerCache cache, TimeProvider time) =>
        (_scopes, _sessions, _failures, _cache, _time) = (scopes, sessions, failures, cache, time);

    /// <summary>Sets another password.</summary>
    /// <param name="id">The account.</param>
    /// <param name="present">The present password; unused where the account has none, because its owner signs in by passkey.</param>
    /// <param name="fresh">The new one.</param>
    /// <param name="source">Where it is asked from.</param>
    /// <returns>The secret of a session in place of those that have ended.</returns>
    public async Task<Outcome<string>> ChangePasswordAsync(string id, string? present, string? fresh, string source)
    {
        if (_failures.IsTooMany(source)) return Outcome.Wrong<string>("currentPassword", null, "wait some minutes: too many wrong passwords came from this address");
        var outcome = await _scopes.UseAsync(async scope =>
        {
            if (await AccountDirectory.FindAsync(scope, id) is not { IsRevoked: false } account) return Outcome.Missing<string>();
            if (account.PasswordHash is { } hash && scope.Users.PasswordHasher.VerifyHashedPassword(account, hash, present ?? "") == PasswordVerificationResult.Failed)
            {
                _failures.Add(source);
                return Outcome.Wrong<string>("currentPassword", null, "write the password that you have now");
            }

            if (PasswordRules.Fault(fresh, account.Id, account.FullName) is { } fault) return Outcome.Wrong<string>("password", null, fault);
            account.PasswordHash = scope.Users.PasswordHasher.HashPassword(account, fresh!);
            scope.Context.Note(_time, new Actor(id, source), AccessEvent.PasswordChanged);
            return await AnewAsync(scope, account);
        });
        _cache.Clear();
        return outcome;
    }

    /// <summary>Ends all sessions of an account, and starts one.</summary>
    internal async Task<Outcome<string>> AnewAsync(AccountScope scope, Account account)
    {
        if (AccountDirectory.ChangedMeanwhile(await scope.Users.UpdateSecurityStampAsync(account)) is { } meanwhile) return Outcome.Wrong<string>([meanwhile]);
        scope.Context.Sessions.Where(row => row.AccountId == account.Id).ExecuteDelete();
        var session = _sessions.Start(scope.Context, account);
        await scope.Context.SaveChangesAsync();
        return Outcome.Done(session);
    }
}
