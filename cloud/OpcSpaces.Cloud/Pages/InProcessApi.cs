using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api;
using OpcSpaces.Dashboards.Api;

namespace OpcSpaces.Cloud.Pages;

/// <summary>Asks the API of this host without a network, with the credential of the visitor: each question goes through the whole pipeline, so its rights, limits and faults are those of the API.</summary>
/// <param name="pipeline">Of the host.</param>
/// <param name="visitors">Of the page or the circuit.</param>
/// <param name="json">As the API writes it.</param>
internal sealed class InProcessApi(InProcessPipeline pipeline, AuthenticationStateProvider visitors, IOptions<JsonOptions> json) : IApi
{
    private readonly JsonSerializerOptions _json = json.Value.SerializerOptions;

    public Task<ApiAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken = default)
        where T : class => SendAsync<T>(HttpMethod.Get, path, null, null, cancellationToken);

    public async Task<ApiAnswer<T>> SendAsync<T>(HttpMethod method, string path, object? body, string? condition = null, CancellationToken cancellationToken = default)
        where T : class
    {
        var visitor = (await visitors.GetAuthenticationStateAsync()).User.Identity as Visitor ?? throw new InvalidOperationException("The request for the page went around the check of rights.");
        var (status, headers, answer) = await pipeline.RunAsync(
            http =>
            {
                visitor.Sign(http);
                Write(http.Request, method, path, body, condition);
            },
            cancellationToken);
        if (status is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices)
            return new(JsonSerializer.Deserialize<T>(answer.Span, _json) ?? throw new JsonException($"{method} {path} answers null."), headers.ETag, null);
        return new(null, null, ProblemOf(status, answer.Span));
    }

    private void Write(HttpRequest request, HttpMethod method, string path, object? body, string? condition)
    {
        var (plain, query) = path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (path[..mark], path[mark..]) : (path, "");
        request.Method = method.Method;
        // As servers do it: an escaped slash is a part of its value and stays escaped.
        request.Path = PathString.FromUriComponent($"{ApiHosting.Root}/{plain}");
        request.QueryString = new QueryString(query);
        request.Headers.Accept = "application/json";
        if (condition == ApiCondition.New) request.Headers.IfNoneMatch = condition;
        else if (condition is not null) request.Headers.IfMatch = condition;
        if (body is null) return;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, _json);
        request.Body = new MemoryStream(bytes);
        request.ContentLength = bytes.Length;
        request.Headers[HeaderNames.ContentType] = "application/json";
    }

    // A refusal that comes before the API, such as of a wrong host, has no problem details.
    private ProblemAnswer ProblemOf(int status, ReadOnlySpan<byte> answer) =>
        answer.Length > 0 && answer[0] == (byte)'{' && JsonSerializer.Deserialize<ProblemAnswer>(answer, _json) is { } problem ? problem with { Status = status } : new ProblemAnswer(((HttpStatusCode)status).ToString(), status, null);
}
