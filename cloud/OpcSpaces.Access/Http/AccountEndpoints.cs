using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.Settings;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Http;

/// <summary><c>/api/v1/accounts</c> and <c>/api/v1/access-log</c>, for the administrator.</summary>
internal static class AccountEndpoints
{
    private const int MostEntries = 1_000;

    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").Needs(Right.ManageAccess);
        accounts.MapGet("", async (AccountDirectory directory, [AsParameters] PageRequest page) => page.Of((await directory.ListAsync()).Select(AccountBody.Of), account => account.Id)).About("ListAccounts", "All accounts").Produces<Page<AccountBody>>();
        // Behind the check of the right: who lacks it learns no more.
        var changes = accounts.MapGroup("").ForPersons();
        changes.MapPost("", async (Body<NewAccountBody> body, AccountDirectory directory, AccessAddress address, HttpContext http) =>
            OutcomeAnswers.Of(await directory.CreateAsync(http.Actor(), body.Value.Id, body.Value.Name, body.Value.Grants ?? []), made => Results.Created($"/api/v1/accounts/{made.Account.Id}", Link(made, address)))).About("MakeAccount", "Make an account; its owner chooses the password by the link in the answer").Produces<AccountLinkBody>(StatusCodes.Status201Created);
        accounts.MapGet("/{account}", async (string account, AccountDirectory directory) =>
            await directory.FindAsync(account) is { } found ? Results.Ok(AccountBody.Of(found)) : Problem.NotFound()).About("GetAccount", "One account").Produces<AccountBody>();
        changes.MapPut("/{account}/grants", async (string account, Body<GrantsBody> body, AccountDirectory directory, HttpContext http) =>
            OutcomeAnswers.Of(await directory.SetGrantsAsync(http.Actor(), account, body.Value.Grants ?? []), AccountBody.Of)).About("SetGrants", "Give an account other roles; its sessions end").Produces<AccountBody>();
        changes.MapPost("/{account}/link", async (string account, AccountDirectory directory, AccessAddress address, HttpContext http) =>
            OutcomeAnswers.Of(await directory.NewLinkAsync(http.Actor(), account), made => Results.Ok(Link(made, address)))).About("MakePasswordLink", "Make a link by which the owner of an account chooses a new password").Produces<AccountLinkBody>();
        changes.MapDelete("/{account}", async (string account, AccountDirectory directory, HttpContext http) =>
            OutcomeAnswers.Of(await directory.RevokeAsync(http.Actor(), account), AccountBody.Of)).About("RevokeAccount", "Revoke an account: its sessions and keys end").Produces<AccountBody>();
        api.MapGet("/access-log", (long? before, int? limit, AccessLog log) => limit is < 1 or > MostEntries
            ? Problem.Wrong(new Fault("limit", $"{limit}", $"give a whole number from 1 to {MostEntries}"))
            : Results.Ok(log.Read(before, limit ?? 100))).About("ReadAccessLog", "Sign-ins, failed sign-ins, locks, and changes of accounts, keys and displays, newest first").Produces<IReadOnlyList<AccessLogEntry>>().Needs(Right.ManageAccess);
    }

    private static AccountLinkBody Link(AccountLink made, AccessAddress address) => new(AccountBody.Of(made.Account), $"{address.Url}{AccessPaths.Link}?secret={made.Secret}", made.ExpiresAt);
}
