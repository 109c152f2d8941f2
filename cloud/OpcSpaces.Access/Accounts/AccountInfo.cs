using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Accounts;

/// <summary>An account as administrators see it.</summary>
/// <param name="Id">The name to sign in with.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Grants">Its roles in places.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="IsRevoked">Whether nobody can sign in with it any more.</param>
/// <param name="HasPassword">Whether a password was chosen.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
/// <param name="LockedUntil">Set after too many wrong passwords.</param>
public sealed record AccountInfo(string Id, string Name, IReadOnlyList<Grant> Grants, DateTimeOffset CreatedAt, bool IsRevoked, bool HasPassword, int Passkeys, DateTimeOffset? LockedUntil);

/// <summary>An account with a link by which its owner chooses a password.</summary>
/// <param name="Account">The account.</param>
/// <param name="Secret">The secret of the link. It is nowhere else.</param>
/// <param name="ExpiresAt">When the link ends.</param>
public sealed record AccountLink(AccountInfo Account, string Secret, DateTimeOffset ExpiresAt);
