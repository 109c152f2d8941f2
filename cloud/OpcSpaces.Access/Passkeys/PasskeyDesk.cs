using System.Buffers.Text;
using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Access.Values;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Passkeys;

/// <summary>
/// Passkeys, as ASP.NET Core Identity checks them (WebAuthn Level 3). They need a page that was loaded over https or from <c>localhost</c>, under a name:
/// browsers refuse them for IP addresses. Thread-safe.
/// </summary>
public sealed class PasskeyDesk
{
    private const int LongestName = 100;
    private const int MostPasskeys = 20;

    private readonly AccountScopes _scopes;
    private readonly OwnAccount _own;
    private readonly SignIn _signIn;
    private readonly PendingPasskeys _pending;
    private readonly FailedAttempts _failures;
    private readonly CallerCache _cache;
    private readonly TimeProvider _time;

    internal PasskeyDesk(AccountScopes scopes, OwnAccount own, SignIn signIn, PendingPasskeys pending, FailedAttempts failures, CallerCache cache, TimeProvider time) =>
        (_scopes, _own, _signIn, _pending, _failures, _cache, _time) = (scopes, own, signIn, pending, failures, cache, time);

    /// <summary>The passkeys of an account, oldest first.</summary>
    public Task<IReadOnlyList<PasskeyInfo>> ListAsync(string account) => _scopes.UseAsync<IReadOnlyList<PasskeyInfo>>(async scope => await AccountDirectory.FindAsync(scope, account) is { } found
        ? [.. (await scope.Users.GetPasskeysAsync(found)).OrderBy(passkey => passkey.CreatedAt).Select(passkey => new PasskeyInfo(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "passkey", passkey.CreatedAt))]
        : []);

    /// <summary>What a browser needs to make a passkey.</summary>
    public Task<PasskeyChallenge> CreationOptionsAsync(HttpContext http, string account) => _scopes.UseAsync(async scope =>
    {
        var found = await AccountDirectory.FindAsync(scope, account);
        var options = await Handler(http).MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account, Name = account, DisplayName = found?.FullName ?? account }, http);
        return new PasskeyChallenge(_pending.Add(options.AttestationState, account, ""), options.CreationOptionsJson);
    });

    /// <summary>Adds the passkey that a browser made; the other sessions of the account end.</summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Of the caller.</param>
    /// <param name="id">Of the options.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="credential">What the browser answered, as JSON.</param>
    /// <returns>The secret of a session in place of those that have ended.</returns>
    public async Task<Outcome<string>> AddAsync(HttpContext http, string account, string? id, string? name, string credential)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl)) return Outcome.Wrong<string>("name", name, $"name the device, in {LongestName} characters at most");
        if (_pending.Take(id) is not { } pending || pending.Account != account) return Outcome.Wrong<string>("id", id, "ask for new options: these were used, or are too old");
        var made = await Handler(http).PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = pending.State });
        if (!made.Succeeded) return Outcome.Wrong<string>("credential", null, $"the browser's answer is not accepted: {made.Failure.Message}");
        var outcome = await _scopes.UseAsync(async scope =>
        {
            if (await AccountDirectory.FindAsync(scope, account) is not { IsRevoked: false } found) return Outcome.Missing<string>();
            if (_own.Hindrance(scope, found, SignedInAt(http)) is { } hindrance) return Outcome.Wrong<string>([hindrance]);
            if ((await scope.Users.GetPasskeysAsync(found)).Count >= MostPasskeys) return Outcome.Wrong<string>("name", name, $"you have {MostPasskeys} passkeys: remove one first");
            made.Passkey.Name = name.Trim();
            scope.Context.Note(_time, new Actor(account, SourceOf(http)), AccessEvent.PasskeyAdded, name.Trim());
            return AccountDirectory.ChangedMeanwhile(await scope.Users.AddOrUpdatePasskeyAsync(found, made.Passkey)) is { } fault ? Outcome.Wrong<string>([fault]) : await _own.AnewAsync(scope, found, SignedInAt(http));
        });
        if (outcome.IsDone) _cache.Clear();
        return outcome;
    }

    /// <summary>Removes a passkey; the other sessions of the account end.</summary>
    /// <param name="account">Of the caller.</param>
    /// <param name="passkey">Its credential id as base64url.</param>
    /// <param name="source">Where it is asked from.</param>
    /// <param name="signedInAt">When the caller has signed in; it has to be a moment ago.</param>
    /// <returns>The secret of a session in place of those that have ended; missing for a passkey that the account does not have.</returns>
    public async Task<Outcome<string>> RemoveAsync(string account, string passkey, string source, DateTimeOffset? signedInAt = null)
    {
        if (!Base64Url.IsValid(passkey)) return Outcome.Missing<string>();
        var id = Base64Url.DecodeFromChars(passkey);
        var outcome = await _scopes.UseAsync(async scope =>
        {
            if (await AccountDirectory.FindAsync(scope, account) is not { } found || await scope.Users.GetPasskeyAsync(found, id) is not { } known) return Outcome.Missing<string>();
            if (_own.Staleness(signedInAt) is { } stale) return Outcome.Wrong<string>([stale]);
            if (found.PasswordHash is null && (await scope.Users.GetPasskeysAsync(found)).Count == 1) return Outcome.Wrong<string>("passkey", known.Name, "it is the only way to sign in: choose a password first");
            scope.Context.Note(_time, new Actor(account, source), AccessEvent.PasskeyRemoved, known.Name ?? "");
            return AccountDirectory.ChangedMeanwhile(await scope.Users.RemovePasskeyAsync(found, id)) is { } fault ? Outcome.Wrong<string>([fault]) : await _own.AnewAsync(scope, found, signedInAt);
        });
        if (outcome.IsDone) _cache.Clear();
        return outcome;
    }

    /// <summary>What a browser needs to sign in with a passkey. It names no account, so strangers learn nothing.</summary>
    /// <returns>Null where too many wrong ones came from this address.</returns>
    public async Task<PasskeyChallenge?> RequestOptionsAsync(HttpContext http)
    {
        if (_failures.IsTooMany(SourceOf(http))) return null;
        var options = await Handler(http).MakeRequestOptionsAsync(null!, http);
        return new PasskeyChallenge(_pending.Add(options.AssertionState, null, FailedAttempts.NetworkOf(SourceOf(http))), options.RequestOptionsJson);
    }

    /// <summary>Signs in with what a browser answered. A lock after wrong passwords does not hinder it, and ends.</summary>
    public async Task<SignInOutcome> SignInAsync(HttpContext http, string? id, string credential)
    {
        var source = SourceOf(http);
        if (_failures.IsTooMany(source)) return SignInOutcome.TooMany;
        if (_pending.Take(id) is not { Account: null } pending)
        {
            _failures.Add(source);
            return SignInOutcome.Wrong;
        }

        return await _scopes.UseAsync(async scope =>
        {
            var proof = await Handler(http).PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = pending.State });
            // Identity calls it a failure of the passkey when its database is away.
            for (var cause = proof.Failure?.InnerException; cause is not null; cause = cause.InnerException)
            {
                if (cause is DbException or DatabaseUnavailableException) throw proof.Failure!;
            }

            var account = proof.Succeeded ? await AccountDirectory.FindAsync(scope, proof.User.Id) : null;
            if (account is { IsRevoked: false } && !IssuerSignIn.IsOf(scope.Context, account.Id))
            {
                // With its new counter.
                await scope.Users.AddOrUpdatePasskeyAsync(account, proof.Passkey!);
                return await _signIn.SucceedAsync(scope, account, source, "passkey");
            }

            _failures.Add(source);
            // Strangers would fill the disk with entries about nobody.
            if (account is null) return SignInOutcome.Wrong;
            scope.Context.Note(_time, new Actor(account.Id, source), AccessEvent.SignInFailed, "passkey");
            await scope.Context.SaveChangesAsync();
            return SignInOutcome.Wrong;
        });
    }

    private static string SourceOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static DateTimeOffset? SignedInAt(HttpContext http) => http.Features.Get<KnownCaller>()?.SignedInAt;

    private static IPasskeyHandler<Account> Handler(HttpContext http) => http.RequestServices.GetRequiredService<IPasskeyHandler<Account>>();
}

/// <summary>A passkey of an account.</summary>
/// <param name="Id">Its credential id as base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record PasskeyInfo(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>What a browser needs for <c>navigator.credentials</c>.</summary>
/// <param name="Id">Comes back with the answer.</param>
/// <param name="Json">The options in the JSON of WebAuthn Level 3.</param>
public sealed record PasskeyChallenge(string Id, string Json);
