using System.Text.Json;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Displays;
using OpcSpaces.Access.Keys;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Http;

/// <summary>Who the caller is.</summary>
/// <param name="Id">The id that logs and the registry have for it.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Kind">With what it came: <c>session</c>, <c>key</c>, <c>display</c> or <c>demo</c>.</param>
/// <param name="Grants">Its roles in places.</param>
internal sealed record MeBody(string Id, string Name, string Kind, IReadOnlyList<string> Grants);

/// <summary>An account.</summary>
internal sealed record AccountBody(string Id, string Name, IReadOnlyList<string> Grants, DateTimeOffset CreatedAt, bool IsRevoked, bool HasPassword, int Passkeys, DateTimeOffset? LockedUntil)
{
    public static AccountBody Of(AccountInfo account) =>
        new(account.Id, account.Name, account.Grants.Texts(), account.CreatedAt, account.IsRevoked, account.HasPassword, account.Passkeys, account.LockedUntil);
}

/// <summary>An account with the link by which its owner chooses a password; the link is shown once.</summary>
internal sealed record AccountLinkBody(AccountBody Account, string Link, DateTimeOffset ExpiresAt);

/// <summary>A new account.</summary>
internal sealed record NewAccountBody(string? Id, string? Name, IReadOnlyList<string?>? Grants);

/// <summary>Roles in places, such as <c>facilityManager:nanshan-hub</c>.</summary>
internal sealed record GrantsBody(IReadOnlyList<string?>? Grants);

/// <summary>A key, without the key itself.</summary>
internal sealed record KeyBody(string Id, string Name, string Account, IReadOnlyList<string> Grants, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt)
{
    public static KeyBody Of(KeyInfo key) => new(key.Id, key.Name, key.Account, key.Grants.Texts(), key.CreatedAt, key.ExpiresAt, key.UsedAt, key.RevokedAt);
}

/// <summary>A key to make.</summary>
internal sealed record KeyRequestBody(string? Name, IReadOnlyList<string?>? Grants, int? Days);

/// <summary>A key that was just made; the key itself is shown once.</summary>
internal sealed record NewKeyBody(KeyBody Info, string Key);

/// <summary>A display to make.</summary>
internal sealed record DisplayRequestBody(string? Floor, string? Name);

/// <summary>A display that was just made; the link is shown once.</summary>
internal sealed record NewDisplayBody(DisplayInfo Display, string Link);

/// <summary>A name and a password.</summary>
internal sealed record SignInBody(string? Id, string? Password);

/// <summary>A link that works once, and what it asks for.</summary>
internal sealed record LinkBody(string? Secret, string? Id, string? Name, string? Password);

/// <summary>What a browser answered about a passkey.</summary>
internal sealed record PasskeyBody(string? Id, string? Name, JsonElement Credential)
{
    public string CredentialJson => Credential.ValueKind == JsonValueKind.Undefined ? "{}" : Credential.GetRawText();
}

/// <summary>What a browser needs for <c>navigator.credentials</c>.</summary>
internal sealed record PasskeyOptionsBody(string Id, JsonElement Options);

/// <summary>A change of the own password.</summary>
internal sealed record PasswordBody(string? CurrentPassword, string? Password);

/// <summary>Grants as people write them.</summary>
public static class GrantTexts
{
    /// <summary>Each as text.</summary>
    public static IReadOnlyList<string> Texts(this IEnumerable<Grant> grants) => [.. grants.Select(grant => grant.ToString())];
}
