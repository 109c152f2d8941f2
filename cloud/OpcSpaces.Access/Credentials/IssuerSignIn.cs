using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Settings;

namespace OpcSpaces.Access.Credentials;

/// <summary>
/// What is known of accounts whose owners sign in at an issuer of OpenID Connect. Somebody who is removed there must not stay in here: such an account
/// has no password, passkey or link of its own, and its keys end some time after the last sign-in there.
/// </summary>
internal static class IssuerSignIn
{
    private const string LastSignIn = "last-sign-in";

    /// <summary>Whether the owner signs in at an issuer.</summary>
    public static bool IsOf(AccessContext context, string account) => context.UserLogins.Any(login => login.UserId == account);

    /// <summary>Notes that the owner has signed in at the issuer; stored with the next changes.</summary>
    public static void Note(AccessContext context, string account, string issuer, DateTimeOffset now)
    {
        var text = now.ToString("O", CultureInfo.InvariantCulture);
        if (context.UserTokens.Find(account, issuer, LastSignIn) is { } known) known.Value = text;
        else context.UserTokens.Add(new IdentityUserToken<string> { UserId = account, LoginProvider = issuer, Name = LastSignIn, Value = text });
    }

    /// <summary>When the keys of an account end, unless its owner signs in at the issuer again; null where the owner does not sign in there.</summary>
    public static DateTimeOffset? EndOf(AccessContext context, string account, AccessOptions options)
    {
        if (!IsOf(context, account)) return null;
        var texts = context.UserTokens.AsNoTracking().Where(token => token.UserId == account && token.Name == LastSignIn).Select(token => token.Value).ToList();
        var last = texts.Select(text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : DateTimeOffset.UnixEpoch).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
        return last + TimeSpan.FromDays(options.IssuerKeyDays);
    }
}
