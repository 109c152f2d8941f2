using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;
using OpcSpaces.Points;

namespace OpcSpaces.Access.OpenId;

/// <summary>
/// Accounts of people who sign in at an issuer. A person is recognised by issuer and subject, which never change (OpenID Connect Core §5.7), and
/// never by a name or an address: so nobody takes over the account of somebody else. Thread-safe.
/// </summary>
internal sealed class OpenIdAccounts(AccountScopes scopes, AccountDirectory directory, SignIn signIn, CallerCache cache, TimeProvider time)
{
    private const int MostAttempts = 20;

    /// <summary>Signs a person in, and gives the account the roles that the issuer says.</summary>
    /// <param name="person">Who it is.</param>
    /// <param name="grants">The roles.</param>
    /// <param name="source">The network address.</param>
    /// <exception cref="DatabaseUnavailableException">The database cannot be reached now.</exception>
    public async Task<SignInOutcome> SignInAsync(OpenIdPerson person, IReadOnlyList<Grant> grants, string source)
    {
        // Issuers give subjects of 255 ASCII characters at most (OpenID Connect Core §2).
        if (person.Subject.Length is 0 or > 255 || !person.Subject.All(letter => char.IsAscii(letter) && !char.IsControl(letter))) return SignInOutcome.Wrong;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SignInOnceAsync(person, grants, source);
            }
            catch (DatabaseConflictException) when (attempt < MostAttempts)
            {
                // The same person has come in another tab at the same moment, and one of them was first. So each attempt is the last for one tab at least.
            }
        }
    }

    private async Task<SignInOutcome> SignInOnceAsync(OpenIdPerson person, IReadOnlyList<Grant> grants, string source)
    {
        var outcome = await scopes.UseAsync(async scope =>
        {
            // What is looked up is as it was until the end: of two tabs at once, one loses and is asked again.
            await using var transaction = await scope.Context.Database.BeginTransactionAsync(IsolationLevel.Serializable);
            if (await scope.Users.FindByLoginAsync(person.Issuer, person.Subject) is not { } account) account = await MakeAsync(scope, person, grants, source);
            if (account.IsRevoked)
            {
                scope.Context.Note(time, new Actor(account.Id, source), AccessEvent.SignInFailed, "revoked");
                await scope.Context.SaveChangesAsync();
                await transaction.CommitAsync();
                return SignInOutcome.Wrong;
            }

            var former = AccountGrants.Of(scope.Context, account.Id);
            if (!former.ToHashSet().SetEquals(grants))
            {
                AccountDirectory.Put(scope.Context, account, grants);
                scope.Context.Note(time, new Actor(account.Id, source), AccessEvent.GrantsChanged, $"{account.Id}: {AccountGrants.Say(former)} → {AccountGrants.Say(grants)}, by {person.Issuer}");
                // Ends the sessions that have the former roles.
                if (AccountDirectory.ChangedMeanwhile(await scope.Users.UpdateSecurityStampAsync(account)) is not null) return SignInOutcome.Wrong;
            }

            IssuerSignIn.Note(scope.Context, account.Id, person.Issuer, time.GetUtcNow());
            var done = await signIn.SucceedAsync(scope, account, source, person.Issuer);
            await transaction.CommitAsync();
            return done;
        });
        cache.Clear();
        return outcome;
    }

    private async Task<Account> MakeAsync(AccountScope scope, OpenIdPerson person, IReadOnlyList<Grant> grants, string source)
    {
        var account = directory.New(await FreeNameAsync(scope, person), NameToShow(person.FullName));
        AccountDirectory.Put(scope.Context, account, grants);
        scope.Context.Note(time, new Actor(account.Id, source), AccessEvent.AccountMade, $"{account.Id}: {AccountGrants.Say(grants)}, by {person.Issuer}");
        IssuerSignIn.Note(scope.Context, account.Id, person.Issuer, time.GetUtcNow());
        Require(await scope.Users.CreateAsync(account));
        Require(await scope.Users.AddLoginAsync(account, new UserLoginInfo(person.Issuer, person.Subject, person.Issuer)));
        return account;
    }

    // The wanted name belongs to whoever had it first; then a name that follows from the subject is taken.
    private static async Task<string> FreeNameAsync(AccountScope scope, OpenIdPerson person)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{person.Issuer} {person.Subject}")))[..12];
        return person.Name is { } name && !AccountDirectory.NameFaults(name, null).Any() && await AccountDirectory.FindAsync(scope, name.ToLowerInvariant()) is null ? name : $"openid-{digest}";
    }

    // What the issuer says is not checked by anybody who could correct it here.
    private static string? NameToShow(string? name) => name is null ? null
        : new string([.. name.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).SelectMany(rune => rune.ToString())]).CutTo(AccountDirectory.LongestFullName);

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"The account of a person of the issuer was not made: {string.Join(", ", result.Errors.Select(error => error.Code))}");
    }
}

/// <summary>A person as the issuer describes it.</summary>
/// <param name="Issuer">The address of the issuer.</param>
/// <param name="Subject">The id of the person there, which never changes.</param>
/// <param name="Name">The name that the person would like to have here; null for none.</param>
/// <param name="FullName">The name to show; null for none.</param>
internal sealed record OpenIdPerson(string Issuer, string Subject, string? Name, string? FullName);
