namespace OpcSpaces.Access.Settings;

/// <summary>Sign-in at an issuer of OpenID Connect, such as the directory of an organisation (authorization code with PKCE).</summary>
public sealed class OpenIdOptions
{
    /// <summary>The address of the issuer; <c>/.well-known/openid-configuration</c> stands below it.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The id that the issuer has given to this installation.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>A file whose first line is the secret that the issuer has given to this installation.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>What the button says after <i>Sign in with</i>.</summary>
    public string Label { get; set; } = "your organisation";

    /// <summary>Scopes to ask for beside <c>openid</c> and <c>profile</c>.</summary>
    public List<string> Scopes { get; set; } = [];

    /// <summary>The claim whose values are mapped to roles.</summary>
    public string Claim { get; set; } = "groups";

    /// <summary>Which value of the claim gives which roles. They are given anew at each sign-in; what was granted in another way is lost.</summary>
    public List<OpenIdRole> Roles { get; set; } = [];
}

/// <summary>What a value of the claim gives.</summary>
/// <param name="Value">The value, such as a group of the directory.</param>
/// <param name="Grants">Roles in places, such as <c>facilityManager:nanshan-hub</c>.</param>
public sealed record OpenIdRole(string Value, IReadOnlyList<string> Grants);
