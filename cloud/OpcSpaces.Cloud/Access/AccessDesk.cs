using Microsoft.Extensions.Localization;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Http;
using OpcSpaces.Access.Keys;
using OpcSpaces.Access.Passkeys;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Access.Values;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Dashboards.Access;

namespace OpcSpaces.Cloud.Access;

/// <summary>What the pages of sign-in and accounts do, over the stores of accounts.</summary>
internal sealed class AccessDesk(SignIn signIn, OneTimeLinks links, OwnAccount own, PasskeyDesk passkeys, KeyStore keys, AccountDirectory accounts, AccessCookies cookies, AccessAddress address, AccessOptions options, IStringLocalizer<AccessTexts> text, TimeProvider time) : IAccessDesk
{
    private AccessAnswer Gone => new([text["Fault_Gone"]]);

    private AccessAnswer Program => new([text["Fault_Program"]]);

    public string? IssuerLabel => options.OpenId?.Label;

    public async Task<AccessAnswer> SignInAsync(HttpContext http, string? account, string? password)
    {
        var outcome = await signIn.ByPasswordAsync(account, password, http.Source(), http.RequestAborted);
        if (outcome.Session is not { } session)
            return new([text[outcome.IsTooMany ? "Fault_TooMany" : "Fault_WrongPassword"]]);
        cookies.SetSession(http, session);
        return AccessAnswer.Done;
    }

    public void SignOut(HttpContext http)
    {
        if (cookies.Session(http.Request) is { } session) signIn.Out(session, http.Actor());
        cookies.DeleteSession(http);
    }

    public async Task<ShownLink?> FindLinkAsync(string? secret) => await links.FindAsync(secret) is { } link ? new ShownLink(link.Account) : null;

    public async Task<AccessAnswer> UseLinkAsync(HttpContext http, string? secret, string? account, string? name, string? password) =>
        SignedIn(http, await links.UseAsync(secret, account, name, password, http.Source()));

    public async Task<ShownAccount?> OwnAsync(HttpContext http) =>
        http.Known() is { Kind: CredentialKind.Session } && await accounts.FindAsync(http.Caller().Id) is { } found ? Shown(found) with { Passkeys = await PasskeysAsync(found.Id), Keys = KeysOf(found.Id) } : null;

    public async Task<AccessAnswer> ChangePasswordAsync(HttpContext http, string? present, string? fresh) =>
        IsPerson(http) ? SignedIn(http, await own.ChangePasswordAsync(http.Caller().Id, present, fresh, http.Source(), http.Known()?.SignedInAt)) : Gone;

    public async Task<AccessAnswer> RemovePasskeyAsync(HttpContext http, string? passkey) =>
        IsPerson(http) ? SignedIn(http, await passkeys.RemoveAsync(http.Caller().Id, passkey ?? "", http.Source(), http.Known()?.SignedInAt)) : Gone;

    public AccessAnswer MakeKey(HttpContext http, string? name, string? grants, int? days) =>
        IsPerson(http) ? Answer(keys.Create(http.Caller(), http.Source(), name, Lines(grants), days), made => made.Key) : Gone;

    public AccessAnswer RevokeKey(HttpContext http, string? key) => IsPerson(http) ? Answer(keys.Revoke(http.Actor(), key ?? "", http.Caller().Id), _ => null) : Gone;

    public async Task<IReadOnlyList<ShownAccount>> AccountsAsync() => [.. (await accounts.ListAsync()).Select(Shown)];

    public async Task<AccessAnswer> MakeAccountAsync(HttpContext http, string? account, string? name, string? grants) =>
        MayChange(http) ? Answer(await accounts.CreateAsync(http.Actor(), account, name, Lines(grants)), Link) : Program;

    public async Task<AccessAnswer> SetGrantsAsync(HttpContext http, string? account, string? grants) =>
        MayChange(http) ? Answer(await accounts.SetGrantsAsync(http.Actor(), account ?? "", Lines(grants)), _ => null) : Program;

    public async Task<AccessAnswer> NewLinkAsync(HttpContext http, string? account) => MayChange(http) ? Answer(await accounts.NewLinkAsync(http.Actor(), account ?? ""), Link) : Program;

    public async Task<AccessAnswer> RevokeAccountAsync(HttpContext http, string? account) => MayChange(http) ? Answer(await accounts.RevokeAsync(http.Actor(), account ?? ""), _ => null) : Program;

    private static bool IsPerson(HttpContext http) => http.Known() is { Kind: CredentialKind.Session };

    // What a key makes would outlive it.
    private static bool MayChange(HttpContext http) => http.Known() is { IsPerson: true };

    // One grant a line: ids may have spaces.
    private static string[] Lines(string? text) => (text ?? "").Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string Link(AccountLink made) => $"{address.Url}{AccessPaths.Link}?secret={made.Secret}";

    private AccessAnswer SignedIn(HttpContext http, Outcome<string> outcome)
    {
        if (outcome.Value is { } session) cookies.SetSession(http, session);
        return Answer(outcome, _ => null);
    }

    private AccessAnswer Answer<T>(Outcome<T> outcome, Func<T, string?> secret)
        where T : class => outcome.IsDone ? new([], secret(outcome.Value)) : outcome.Faults.Count > 0 ? new([.. outcome.Faults.Select(Sentence)]) : Gone;

    private string Sentence(Fault fault) => $"{FieldOf(fault.Field)}{(string.IsNullOrEmpty(fault.Value) ? "" : $" “{fault.Value}”")}: {fault.Fix}.";

    // As the pages call it.
    private string FieldOf(string field) => field switch
    {
        "id" => text["Field_Account"],
        "name" => text["Field_Name"],
        "password" => text["Field_Password"],
        "currentPassword" => text["Field_CurrentPassword"],
        "days" => text["Field_Days"],
        "passkey" => text["Field_Passkey"],
        "session" => text["Field_Session"],
        _ when field.StartsWith("grants", StringComparison.Ordinal) => text["Field_Role"],
        _ => field,
    };

    private ShownAccount Shown(AccountInfo account) => new(
        account.Id, account.Name, account.Grants.Texts(), account.IsRevoked, account.HasPassword || account.Passkeys > 0, account.HasPassword, account.LockedUntil > time.GetUtcNow(), [], []);

    private async Task<IReadOnlyList<ShownPasskey>> PasskeysAsync(string account) => [.. (await passkeys.ListAsync(account)).Select(passkey => new ShownPasskey(passkey.Id, passkey.Name, passkey.CreatedAt))];

    private IReadOnlyList<ShownKey> KeysOf(string account) =>
        [.. keys.List(account).Where(key => key.RevokedAt is null && key.ExpiresAt > time.GetUtcNow()).Select(key => new ShownKey(key.Id, key.Name, key.Grants.Texts(), key.ExpiresAt, key.UsedAt))];
}
