using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Displays;
using OpcSpaces.Access.Keys;
using OpcSpaces.Access.Settings;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Http;

/// <summary><c>/api/v1/keys</c>, everybody's own (the administrator sees and revokes all), and <c>/api/v1/communities/{community}/displays</c>.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").NeedsSignIn();
        keys.MapGet("", (KeyStore store, [AsParameters] PageRequest page, HttpContext http) => page.Of(store.List(Owner(http)).Select(KeyBody.Of), key => key.Id)).About("ListKeys", "Your keys; those of all for the administrator").Produces<Page<KeyBody>>();
        keys.MapPost("", (Body<KeyRequestBody> body, KeyStore store, HttpContext http) => http.Known() is { Kind: CredentialKind.Session }
            ? OutcomeAnswers.Of(store.Create(http.Caller(), http.Source(), body.Value.Name, body.Value.Grants ?? [], body.Value.Days), made => Results.Created($"/api/v1/keys/{made.Info.Id}", new NewKeyBody(KeyBody.Of(made.Info), made.Key)))
            : Problem.Forbidden()).About("MakeKey", "Make a key for a program; the answer has it once").Produces<NewKeyBody>(StatusCodes.Status201Created); // A stolen key must not make others that outlive it.
        keys.MapDelete("/{key}", (string key, KeyStore store, HttpContext http) => OutcomeAnswers.Of(store.Revoke(http.Actor(), key, http.Known() is { IsPerson: true } ? Owner(http) : http.Caller().Id), KeyBody.Of)).About("RevokeKey", "Revoke a key").Produces<KeyBody>();
    }

    public static void MapDisplays(this RouteGroupBuilder api)
    {
        var displays = api.MapGroup("/communities/{community}/displays").Needs(Right.ManageDisplays);
        displays.MapGet("", (string community, DisplayStore store, [AsParameters] PageRequest page) => page.Of(store.List(community), display => display.Id)).About("ListDisplays", "The displays of a community").Produces<Page<DisplayInfo>>();
        var changes = displays.MapGroup("").ForPersons();
        changes.MapPost("", (string community, Body<DisplayRequestBody> body, DisplayStore store, AccessAddress address, HttpContext http) => OutcomeAnswers.Of(
            store.Create(http.Actor(), community, body.Value.Floor, body.Value.Name),
            made => Results.Created($"/api/v1/communities/{community}/displays/{made.Info.Id}", new NewDisplayBody(made.Info, $"{address.Url}{AccessPaths.Display}?secret={made.Secret}")))).About("MakeDisplay", "Make a display of a floor; the answer has its link once").Produces<NewDisplayBody>(StatusCodes.Status201Created);
        changes.MapDelete("/{display}", (string community, string display, DisplayStore store, HttpContext http) => OutcomeAnswers.Of(store.Revoke(http.Actor(), community, display), shown => shown)).About("RevokeDisplay", "Revoke a display").Produces<DisplayInfo>();
    }

    private static string? Owner(HttpContext http) => http.Caller().May(Right.ManageAccess, AccessTarget.Everything) ? null : http.Caller().Id;
}
