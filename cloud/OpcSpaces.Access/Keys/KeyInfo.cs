using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Keys;

/// <summary>A key of a program, without the key itself.</summary>
/// <param name="Id">What a key begins with, after <c>opk_</c>.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Account">The account that made it.</param>
/// <param name="Grants">Its roles in places; what its maker has lost does not count.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="UsedAt">When it was last used, at most a minute old; null for never.</param>
/// <param name="RevokedAt">Set when it was revoked.</param>
public sealed record KeyInfo(string Id, string Name, string Account, IReadOnlyList<Grant> Grants, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);

/// <summary>A key that was just made.</summary>
/// <param name="Info">What is known of it later, too.</param>
/// <param name="Key">The key itself. It is nowhere else.</param>
public sealed record NewKey(KeyInfo Info, string Key);
