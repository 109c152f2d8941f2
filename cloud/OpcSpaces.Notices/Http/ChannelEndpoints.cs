using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Access.Http;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Notices.Rows;
using OpcSpaces.Notices.Stores;

namespace OpcSpaces.Notices.Http;

/// <summary><c>/api/v1/communities/{community}/channels</c> and <c>…/notices</c>. Only persons change channels: one that a stolen key made would tell its maker for ever.</summary>
internal static class ChannelEndpoints
{
    public static void MapChannels(this RouteGroupBuilder api)
    {
        var channels = api.MapGroup("/communities/{community}/channels").Needs(Right.ManageChannels);
        channels.MapGet("", (string community, ChannelStore store) => store.List(community).Select(it => ChannelBody.Of(it.Channel, it.State))).About("ListChannels", "The channels of a community, and how each is doing").Produces<IReadOnlyList<ChannelBody>>();
        channels.MapGet("/{channel}", (string community, string channel, ChannelDesk desk, HttpContext http) => desk.Find(community, channel) is { } found ? Tagged(http, ChannelBody.Of(found.Channel, found.State)) : Problem.NotFound()).About("GetChannel", "One channel").Produces<ChannelBody>();
        channels.MapGet("/{channel}/deliveries", Deliveries).About("ListDeliveries", "What a channel has to send and has sent, newest first").Produces<DeliveriesBody>();
        api.MapGet("/communities/{community}/notices", Notices).Needs(Right.ManageChannels).About("ListNotices", "The notices of a community, newest first").Produces<NoticesBody>();

        var changes = channels.MapGroup("").ForPersons();
        changes.MapPost("", (string community, Body<ChannelRequestBody> body, ChannelDesk desk, HttpContext http) =>
            OutcomeAnswers.Of(desk.Create(http.Actor(), community, body.Value), made =>
            {
                Tag(http, made.Channel);
                return Results.Created($"/api/v1/communities/{community}/channels/{made.Channel.Id}", made);
            })).About("MakeChannel", "Make a channel; the answer has the secret of a webhook once").Produces<ChannelSecretBody>(StatusCodes.Status201Created);
        changes.MapPut("/{channel}", (string community, string channel, Body<ChannelRequestBody> body, ChannelDesk desk, HttpContext http) =>
            desk.Find(community, channel) is not { } found ? Problem.NotFound()
            : !ETags.TryReadCondition(http, found.Channel.Version, exists: true, out var basedOn, out var refusal) ? refusal
            : basedOn != found.Channel.Version ? Problem.Changed($"{found.Channel.ChangedBy} has changed it at {found.Channel.ChangedAt:u}. Read it again, and send your change with its new ETag.")
            : OutcomeAnswers.Of(desk.Change(http.Actor(), found, body.Value), changed => Tagged(http, changed))).About("ChangeChannel", "Replace what a channel is; secrets that are left out stay").UnderCondition().Produces<ChannelBody>();
        changes.MapDelete("/{channel}", (string community, string channel, ChannelStore store) => store.Delete(community, channel) ? Results.NoContent() : Problem.NotFound()).About("RemoveChannel", "Remove a channel with all that it has to send").Produces(StatusCodes.Status204NoContent);
        changes.MapPost("/{channel}/secret", (string community, string channel, ChannelDesk desk, HttpContext http) =>
            OutcomeAnswers.Of(desk.NewSecret(http.Actor(), community, channel), made =>
            {
                Tag(http, made.Channel);
                return Results.Ok(made);
            })).About("RenewChannelSecret", "Give a webhook a new secret, which the answer has once").Produces<ChannelSecretBody>();
        changes.MapPost("/{channel}/test", async (string community, string channel, ChannelDesk desk, HttpContext http) =>
            await desk.TestAsync(http.Actor(), community, channel, http.RequestAborted) is { } result ? Results.Ok(result) : Problem.NotFound()).About("TestChannel", "Send a message now, and say what became of it").Produces<ChannelTestBody>();
        changes.MapPost("/{channel}/replay", (string community, string channel, ChannelDesk desk, DeliveryStore store, TimeProvider time) =>
            desk.Find(community, channel) is null ? Problem.NotFound() : Results.Ok(new ReplayBody(store.Replay(channel, time.GetUtcNow())))).About("ReplayChannel", "Send again what was given up, under its former ids").Produces<ReplayBody>();
        changes.MapDelete("/{channel}/deliveries/{number:long}", (string community, string channel, long number, ChannelDesk desk, DeliveryStore store, TimeProvider time, HttpContext http) =>
            desk.Find(community, channel) is not null && store.Skip(channel, number, time.GetUtcNow(), http.Caller().Id) ? Results.NoContent() : Problem.NotFound()).About("SkipDelivery", "Give up a notice that waits, so that those behind it go on").Produces(StatusCodes.Status204NoContent);
    }

    private static IResult Tagged(HttpContext http, ChannelBody channel)
    {
        Tag(http, channel);
        return Results.Ok(channel);
    }

    // Of what it is, and not of how it is doing: nobody gets 304, but a change says what it was made of.
    private static void Tag(HttpContext http, ChannelBody channel) => http.Response.Headers.ETag = ETags.TagOf(http, channel.Version);

    private static IResult Deliveries(string community, string channel, string? state, long? before, int? limit, ChannelDesk desk, DeliveryStore store)
    {
        if (desk.Find(community, channel) is null) return Problem.NotFound();
        if (FaultOf(limit) is { } fault) return Problem.Wrong(fault);
        if (!TryState(state, out var only)) return Problem.Wrong(new Fault("state", state, "give waiting, delivered or givenUp"));
        // One more says whether anything follows.
        var found = store.List(channel, only, before, LimitOf(limit) + 1);
        var items = found.Take(LimitOf(limit)).ToList();
        return Results.Ok(new DeliveriesBody(items.ConvertAll(DeliveryBody.Of), found.Count > items.Count ? items[^1].Number : null));
    }

    private static IResult Notices(string community, long? before, int? limit, NoticeQueue queue)
    {
        if (FaultOf(limit) is { } fault) return Problem.Wrong(fault);
        var found = queue.List(community, before, LimitOf(limit) + 1);
        var items = found.Take(LimitOf(limit)).ToList();
        return Results.Ok(new NoticesBody(items.ConvertAll(NoticeBody.Of), found.Count > items.Count ? items[^1].Number : null));
    }

    private static bool TryState(string? text, out DeliveryState? state)
    {
        state = text switch
        {
            "waiting" => DeliveryState.Waiting,
            "delivered" => DeliveryState.Delivered,
            "givenUp" => DeliveryState.GivenUp,
            _ => null,
        };
        return state is not null || text is null;
    }

    private static int LimitOf(int? limit) => limit ?? Page<object>.UsualLimit;

    private static Fault? FaultOf(int? limit) => limit is < 1 or > Page<object>.MostLimit ? new Fault("limit", $"{limit}", $"give a whole number from 1 to {Page<object>.MostLimit}") : null;

    private static RouteHandlerBuilder About(this RouteHandlerBuilder route, string name, string summary) => route.WithName(name).WithSummary(summary).WithTags("Channels");
}
