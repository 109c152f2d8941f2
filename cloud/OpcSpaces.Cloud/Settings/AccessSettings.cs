using System.Net;
using OpcSpaces.Access.Http;
using OpcSpaces.Access.Settings;
using OpcSpaces.Model.Access;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The section <c>access</c> of the cloud's settings.</summary>
internal static class AccessSettings
{
    public static AccessOptions Read(SettingsSection section, AccessOptions options)
    {
        options.PublicUrl = section.OptionalText("publicUrl");
        options.TrustedProxies = section.Texts("trustedProxies");
        options.DemoVisitor = section.Truth("demoVisitor", options.DemoVisitor);
        options.OpenId = section.OptionalPart("openId", ReadOpenId);
        return OptionsSettings.Read(section, options);
    }

    private static OpenIdOptions ReadOpenId(SettingsSection section)
    {
        var options = new OpenIdOptions
        {
            Issuer = section.RequiredText("issuer"),
            ClientId = section.RequiredText("clientId"),
            SecretFile = section.RequiredText("secretFile"),
            Roles = section.Parts("roles", role => new OpenIdRole(role.RequiredText("value"), role.Texts("grants"))),
        };
        options.Label = section.Text("label", options.Label);
        options.Claim = section.Text("claim", options.Claim);
        options.Scopes = section.Texts("scopes");
        return options;
    }

    /// <summary>Adds the faults that can be seen without the disk.</summary>
    public static void Check(SettingsRules rules, AccessOptions options, string listen)
    {
        if (options.PublicUrl is { } url && !IsAddress(url)) rules.Fault("publicUrl", $"\"{url}\"", "write the address of the pages without a path, such as https://spaces.example.org");
        foreach (var (index, proxy) in options.TrustedProxies.Index())
        {
            if (!TrustedProxies.TryParse(proxy, out _)) rules.Fault($"trustedProxies[{index}]", $"\"{proxy}\"", "write the IP address of a proxy, or a network such as 10.0.0.0/24");
        }

        if (options.OpenId is { } openId) CheckOpenId(rules.At("openId"), openId);
        if (!options.DemoVisitor) return;
        if (IPAddress.TryParse(listen, out var address) && !IPAddress.IsLoopback(address)) rules.Fault("demoVisitor", "true", $"everybody who reaches {listen} would be administrator: listen on 127.0.0.1, or leave it out");
        else if (options.PublicUrl is not null) rules.Fault("demoVisitor", "true", "everybody who reaches publicUrl would be administrator: leave one of the two out");
    }

    /// <summary>Adds the faults of the secret's file.</summary>
    public static void CheckFiles(SettingsRules rules, AccessOptions options)
    {
        if (options.OpenId is { SecretFile.Length: > 0 } openId) rules.Readable("openId.secretFile", openId.SecretFile);
    }

    private static void CheckOpenId(SettingsRules rules, OpenIdOptions options)
    {
        if (options.Issuer.Length > 0 && !(Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) && (issuer.Scheme == "https" || (issuer.Scheme == "http" && issuer.IsLoopback)) && issuer is { Query: "", Fragment: "", UserInfo: "" }))
            rules.Fault("issuer", $"\"{options.Issuer}\"", "write the address of the issuer, such as https://login.example.org/realms/hub");
        if (options.Claim.Length == 0) rules.Fault("claim", "\"\"", "name the claim whose values give roles, such as groups");
        foreach (var (index, role) in options.Roles.Index())
        {
            if (role.Grants.Count == 0) rules.Fault($"roles[{index}].grants", "[]", "give at least one role, such as facilityManager:COMMUNITY");
            foreach (var (number, text) in role.Grants.Index())
            {
                if (!Grant.TryParse(text, out _, out var fix)) rules.Fault($"roles[{index}].grants[{number}]", $"\"{text}\"", fix);
            }
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
        && url is { PathAndQuery: "/", UserInfo: "", Fragment: "" } && !text.Any(char.IsControl);
}
