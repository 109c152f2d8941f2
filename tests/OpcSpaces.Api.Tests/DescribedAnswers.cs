using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace OpcSpaces.Api.Tests;

/// <summary>Checks answers against the API's own description: status, kind of content, and the schema of the body. Thread-safe.</summary>
internal sealed class DescribedAnswers
{
    private const string Components = "#/components/schemas/";

    private readonly Lock _gate = new(); // guards the fields below: nodes of JSON are made when they are first asked for
    private readonly JsonNode _document;
    private readonly List<(Regex Path, JsonNode Operations)> _paths;
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    public DescribedAnswers(string document)
    {
        _document = JsonNode.Parse(document)!;
        // The most particular first: those with fewer parameters.
        _paths =
        [
            .. _document["paths"]!.AsObject().OrderBy(path => path.Key.Count(letter => letter == '{'))
                .Select(path => (PatternOf(path.Key), path.Value!)),
        ];
    }

    public void Check(HttpMethod method, string path, HttpResponseMessage response, byte[] body)
    {
        lock (_gate) CheckAlone(method, path, response, body);
    }

    private void CheckAlone(HttpMethod method, string path, HttpResponseMessage response, byte[] body)
    {
        var plain = path.Split('?')[0].TrimEnd('/');
        var operations = _paths.Where(it => it.Path.IsMatch(plain)).Select(it => it.Operations).ToList();
        Assert.True(operations.Count > 0, $"{plain} is not described.");
        var operation = operations.Select(it => it[method.Method.ToLowerInvariant()]).FirstOrDefault(it => it is not null);
        Assert.True(operation is not null, $"{method} {plain} is not described.");
        if ((int)response.StatusCode is 304 or 405) return;
        var answer = operation["responses"]![$"{(int)response.StatusCode}"];
        Assert.True(answer is not null, $"{method} {path} answers {(int)response.StatusCode}, which is not described: {System.Text.Encoding.UTF8.GetString(body)}");
        var kind = response.Content.Headers.ContentType?.MediaType;
        if (kind is null) return;
        var content = answer["content"]?[kind];
        Assert.True(content is not null, $"{method} {path} answers {(int)response.StatusCode} as {kind}, which is not described.");
        if (!kind.EndsWith("json", StringComparison.Ordinal)) return;
        var result = SchemaOf(content["schema"]!).Evaluate(JsonDocument.Parse(body).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{method} {path}: {string.Join("; ", (result.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value}")))}");
    }

    private JsonSchema SchemaOf(JsonNode schema)
    {
        var text = schema.ToJsonString();
        if (_schemas.TryGetValue(text, out var known)) return known;
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = _document["components"]!["schemas"]!.DeepClone() };
        return _schemas[text] = JsonSchema.FromText(whole.ToJsonString().Replace(Components, "#/$defs/", StringComparison.Ordinal));
    }

    // A parameter is one part of a path, and a key is the rest of it.
    private static Regex PatternOf(string path) => new($"^{Regex.Replace(Regex.Escape(path), @"\\\{(\w+)}", parameter => parameter.Groups[1].Value == "key" ? ".+" : "[^/]+")}$", RegexOptions.CultureInvariant);
}
