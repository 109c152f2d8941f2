using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Displays;
using OpcSpaces.Access.Passkeys;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Access.Values;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.RateLimits;
using OpcSpaces.Api.Rights;

namespace OpcSpaces.Access.Http;

/// <summary>
/// <c>/api/v1/sign-in</c>: password, passkey, or a link that works once; the answer sets the cookie of the session. <c>/api/v1/me</c>: who the caller
/// is, and its own password and passkeys. <c>/display</c>: a display exchanges the secret of its link for a cookie.
/// </summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this RouteGroupBuilder api)
    {
        // Open, because nobody has signed in yet. From own pages alone: another site must not sign its visitor in as somebody else.
        var signIn = api.MapGroup("/sign-in").IsOpen().AddEndpointFilter(async (context, next) => OwnPages.Sent(context.HttpContext.Request) ? await next(context) : FromElsewhere());
        signIn.MapPost("", async (Body<SignInBody> body, SignIn desk, AccessCookies cookies, HttpContext http, CancellationToken aborted) =>
            Answer(await desk.ByPasswordAsync(body.Value.Id, body.Value.Password, http.Source(), aborted), cookies, http)).About("SignIn", "Sign in by password; the answer sets the cookie of the session").Produces(StatusCodes.Status204NoContent);
        signIn.MapPost("/link", async (Body<LinkBody> body, OneTimeLinks links, AccessCookies cookies, HttpContext http) =>
            Answer(await links.UseAsync(body.Value.Secret, body.Value.Id, body.Value.Name, body.Value.Password, http.Source()), cookies, http)).About("UseLink", "Use a link that works once: become administrator, or choose a password").Produces(StatusCodes.Status204NoContent);
        signIn.MapPost("/passkey/options", async Task<IResult> (PasskeyDesk passkeys, HttpContext http) => await passkeys.RequestOptionsAsync(http) is { } options ? Results.Ok(Options(options)) : TooMany(http)).About("BeginPasskeySignIn", "What a browser needs to sign in with a passkey").Produces<PasskeyOptionsBody>();
        signIn.MapPost("/passkey", async (Body<PasskeyBody> body, PasskeyDesk passkeys, AccessCookies cookies, HttpContext http) =>
            Answer(await passkeys.SignInAsync(http, body.Value.Id, body.Value.CredentialJson), cookies, http)).About("SignInByPasskey", "Sign in with a passkey").Produces(StatusCodes.Status204NoContent);
    }

    public static void MapMe(this RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").NeedsSignIn();
        me.MapGet("", (HttpContext http) => new MeBody(http.Caller().Id, http.Caller().Name, $"{http.Known()?.Kind}".ToLowerInvariant(), http.Caller().Grants.Texts())).About("GetMe", "Who you are, and your roles").Produces<MeBody>();
        // The rest is for people: a key has neither a password nor passkeys.
        var own = me.MapGroup("").AddEndpointFilter(async (context, next) => context.HttpContext.Known() is { Kind: CredentialKind.Session } ? await next(context) : Problem.Forbidden());
        own.MapPut("/password", async (Body<PasswordBody> body, OwnAccount account, AccessCookies cookies, HttpContext http) =>
            Answer(await account.ChangePasswordAsync(http.Caller().Id, body.Value.CurrentPassword, body.Value.Password, http.Source(), http.Known()?.SignedInAt), cookies, http)).About("ChangePassword", "Change your password; your other sessions end").Produces(StatusCodes.Status204NoContent);
        own.MapDelete("/session", (SessionStore sessions, AccessCookies cookies, HttpContext http) =>
        {
            if (cookies.Session(http.Request) is { } secret) sessions.End(secret, http.Actor());
            cookies.DeleteSession(http);
            return Results.NoContent();
        }).About("SignOut", "Sign out").Produces(StatusCodes.Status204NoContent);
        own.MapGet("/passkeys", (PasskeyDesk passkeys, HttpContext http) => passkeys.ListAsync(http.Caller().Id)).About("ListPasskeys", "Your passkeys").Produces<IReadOnlyList<PasskeyInfo>>();
        own.MapPost("/passkeys/options", async (PasskeyDesk passkeys, HttpContext http) => Options(await passkeys.CreationOptionsAsync(http, http.Caller().Id))).About("BeginPasskey", "What a browser needs to make a passkey").Produces<PasskeyOptionsBody>();
        own.MapPost("/passkeys", async (Body<PasskeyBody> body, PasskeyDesk passkeys, AccessCookies cookies, HttpContext http) =>
            Answer(await passkeys.AddAsync(http, http.Caller().Id, body.Value.Id, body.Value.Name, body.Value.CredentialJson), cookies, http)).About("AddPasskey", "Add a passkey; your other sessions end").Produces(StatusCodes.Status204NoContent);
        own.MapDelete("/passkeys/{passkey}", async (string passkey, PasskeyDesk passkeys, AccessCookies cookies, HttpContext http) =>
            Answer(await passkeys.RemoveAsync(http.Caller().Id, passkey, http.Source(), http.Known()?.SignedInAt), cookies, http)).About("RemovePasskey", "Remove a passkey; your other sessions end").Produces(StatusCodes.Status204NoContent);
    }

    public static void MapDisplayLink(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(AccessPaths.Display, (string? secret, DisplayStore displays, AccessCookies cookies, HttpContext http) =>
    {
        if (displays.FloorOf(secret) is not { } floor) return Problem.NotFound("The link does not work: it was not copied as a whole, or the display was revoked.");
        cookies.SetDisplay(http, secret!);
        return Results.Redirect($"/communities/{Uri.EscapeDataString(floor.Community)}/floors/{Uri.EscapeDataString(floor.Floor)}");
    }).ChecksItself().WithMetadata(CountsStrangers.Yes);

    private static IResult Answer(SignInOutcome outcome, AccessCookies cookies, HttpContext http)
    {
        if (outcome.Session is not { } session) return outcome.IsTooMany ? TooMany(http) : Problem.SignInFailed();
        cookies.SetSession(http, session);
        return Results.NoContent();
    }

    private static IResult Answer(Outcome<string> outcome, AccessCookies cookies, HttpContext http)
    {
        if (!outcome.IsDone) return outcome.Faults.Count > 0 ? Problem.Wrong(outcome.Faults) : Problem.NotFound();
        cookies.SetSession(http, outcome.Value);
        return Results.NoContent();
    }

    private static PasskeyOptionsBody Options(PasskeyChallenge challenge)
    {
        using var options = JsonDocument.Parse(challenge.Json);
        return new(challenge.Id, options.RootElement.Clone());
    }

    private static IResult FromElsewhere() => Results.Problem("Sign in on a page of this host: the browser does not say that the request comes from one.", statusCode: StatusCodes.Status403Forbidden, title: "From another site");

    private static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "900";
        return Results.Problem("Too many wrong passwords came from this address. Wait some minutes.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many attempts");
    }
}
