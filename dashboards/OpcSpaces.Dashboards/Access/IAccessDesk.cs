using Microsoft.AspNetCore.Http;

namespace OpcSpaces.Dashboards.Access;

/// <summary>What the pages of sign-in, of the own account and of accounts do. The host implements it over its accounts; it sets and deletes the cookies of the request.</summary>
public interface IAccessDesk
{
    /// <summary>What the issuer of OpenID Connect is called at which people sign in, too; null for none.</summary>
    string? IssuerLabel { get; }

    /// <summary>Signs in by password.</summary>
    Task<AccessAnswer> SignInAsync(HttpContext http, string? account, string? password);

    /// <summary>Ends the session of the request.</summary>
    void SignOut(HttpContext http);

    /// <summary>What a link that works once is for; null for one that does not work.</summary>
    Task<ShownLink?> FindLinkAsync(string? secret);

    /// <summary>Uses a link, and signs in.</summary>
    Task<AccessAnswer> UseLinkAsync(HttpContext http, string? secret, string? account, string? name, string? password);

    /// <summary>The own account; null for a key, a display or the demo visitor.</summary>
    Task<ShownAccount?> OwnAsync(HttpContext http);

    Task<AccessAnswer> ChangePasswordAsync(HttpContext http, string? present, string? fresh);

    Task<AccessAnswer> RemovePasskeyAsync(HttpContext http, string? passkey);

    /// <summary>Makes a key of the own account; the answer has it.</summary>
    AccessAnswer MakeKey(HttpContext http, string? name, string? grants, int? days);

    AccessAnswer RevokeKey(HttpContext http, string? key);

    /// <summary>All accounts, for the administrator.</summary>
    Task<IReadOnlyList<ShownAccount>> AccountsAsync();

    /// <summary>Makes an account; the answer has the link by which its owner chooses a password.</summary>
    Task<AccessAnswer> MakeAccountAsync(HttpContext http, string? account, string? name, string? grants);

    Task<AccessAnswer> SetGrantsAsync(HttpContext http, string? account, string? grants);

    /// <summary>Makes a link by which the owner of an account chooses a new password.</summary>
    Task<AccessAnswer> NewLinkAsync(HttpContext http, string? account);

    Task<AccessAnswer> RevokeAccountAsync(HttpContext http, string? account);
}

/// <summary>What came of a form.</summary>
/// <param name="Faults">What is wrong, each a sentence; empty when it was done.</param>
/// <param name="Secret">A key or a link that is shown once; null for none.</param>
public sealed record AccessAnswer(IReadOnlyList<string> Faults, string? Secret = null)
{
    public static AccessAnswer Done { get; } = new([]);

    public bool IsDone => Faults.Count == 0;
}

/// <summary>A link that works once.</summary>
/// <param name="Account">The account that it is for; null where it makes an administrator.</param>
public sealed record ShownLink(string? Account);

/// <summary>An account.</summary>
/// <param name="Id">The name to sign in with.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Grants">Its roles in places.</param>
/// <param name="IsRevoked">Whether nobody can sign in with it any more.</param>
/// <param name="IsReady">Whether its owner has a password or a passkey.</param>
/// <param name="HasPassword">Whether it has a password.</param>
/// <param name="IsLocked">Whether it is locked now, after too many wrong passwords.</param>
/// <param name="Passkeys">Of the own account; empty for others.</param>
/// <param name="Keys">Of the own account; empty for others.</param>
public sealed record ShownAccount(string Id, string Name, IReadOnlyList<string> Grants, bool IsRevoked, bool IsReady, bool HasPassword, bool IsLocked, IReadOnlyList<ShownPasskey> Passkeys, IReadOnlyList<ShownKey> Keys);

/// <summary>A passkey.</summary>
public sealed record ShownPasskey(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A key of a program.</summary>
public sealed record ShownKey(string Id, string Name, IReadOnlyList<string> Grants, DateTimeOffset? ExpiresAt, DateTimeOffset? UsedAt);
