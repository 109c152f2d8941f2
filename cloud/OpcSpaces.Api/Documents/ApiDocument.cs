using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Api.Documents;

/// <summary>The description of the API: OpenAPI 3.1 at <c>/api/v1/openapi.json</c>, made from the routes.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    private const string KeyScheme = "key";
    private const string SessionScheme = "session";

    private static readonly Dictionary<string, string> AboutTags = new(StringComparer.Ordinal)
    {
        ["Access"] = "Sign-in, your own account, accounts, keys of programs, displays, and the log of access",
        ["Alarms"] = "What needs somebody's attention",
        ["Channels"] = "How a community is told that something happened",
        ["Changes"] = "Changes of the registry that take effect together, and the audit trail",
        ["Communities"] = "Communities and districts that you see",
        ["Installation"] = "The state of the cloud itself",
        ["Live"] = "Which desks are occupied now",
        ["Privacy"] = "What was deleted because its time had come",
        ["Registry"] = "The tables of a community: who has which space",
        ["Series"] = "Readings over time",
        ["Usage"] = "How space was really used",
    };

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddSingleton<ApiDocumentText>().AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(DescribeBody);
        options.AddOperationTransformer(DescribeAccess);
        options.AddSchemaTransformer(DescribeValues);
    });

    /// <param name="api">The group of the API.</param>
    /// <param name="path">Of the description, in the group.</param>
    public static void MapApiDocument(this RouteGroupBuilder api, string path) =>
        // It says what there is, and nothing of what anybody has. Made once: everybody may ask for it.
        api.MapGet(path, async (ApiDocumentText text) => TypedResults.Bytes(await text.ReadAsync(), "application/json")).ExcludeFromDescription().IsOpen();

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OpcSpaces",
            Version = typeof(ApiDocument).Assembly.GetName().Version!.ToString(3),
            Description = "Who has which space in communities of one-person companies, and how much of it was really used. Unknown is never shown as empty or as used: every figure has its coverage and its interval.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        var components = document.Components ??= new OpenApiComponents();
        components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key that a person has made for a program." };
        components.SecuritySchemes[SessionScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "opcspaces-session", Description = "The session of somebody who has signed in." };
        document.Security = [Requirement(document, KeyScheme), Requirement(document, SessionScheme)];
        document.Tags = document.Paths.Values.SelectMany(path => path.Operations ?? []).SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Name!).Distinct().Order(StringComparer.Ordinal).Select(name => new OpenApiTag { Name = name, Description = AboutTags.GetValueOrDefault(name) }).ToHashSet();
        // The framework's own description of problems is replaced in every answer.
        components.Schemas?.Remove(nameof(Microsoft.AspNetCore.Mvc.ProblemDetails));
        return Task.CompletedTask;
    }

    private static OpenApiSecurityRequirement Requirement(OpenApiDocument document, string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static async Task DescribeBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<DescribedBody>().FirstOrDefault() is not { Type: var type }) return;
        context.Document?.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, null, cancellation));
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(type.Name, context.Document) } },
        };
    }

    // Every route answers what is wrong in the same form.
    private static async Task DescribeAccess(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
        if (rule is null or { Kind: AccessKind.Open or AccessKind.OwnSecret }) operation.Security = [];
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, cancellation);
        context.Document?.AddComponent(nameof(ProblemAnswer), schema);
        int[] always = [StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable];
        int[] refused = rule is null or { Kind: AccessKind.Open } ? [] : [StatusCodes.Status401Unauthorized];
        int[] forbidden = rule?.Kind is AccessKind.Right or AccessKind.RightForSome ? [StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound] : [];
        int[] atOnce = HttpMethods.IsGet(context.Description.HttpMethod ?? "") ? [] : [StatusCodes.Status409Conflict];
        int[] tooLong = operation.RequestBody is null ? [] : [StatusCodes.Status413PayloadTooLarge];
        var responses = operation.Responses ??= [];
        foreach (var status in responses.Keys.Where(key => key is not null && key.StartsWith('4')).Select(key => int.Parse(key, CultureInfo.InvariantCulture)).Concat([.. always, .. refused, .. forbidden, .. atOnce, .. tooLong]).Distinct().ToList())
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(ProblemAnswer), context.Document) } },
            };
        }
    }

    private static Task DescribeValues(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(Tags)) Become(schema, JsonSchemaType.Array, Text());
        else if (type == typeof(Outline)) Become(schema, JsonSchemaType.Array, Array(Array(new OpenApiSchema { Type = JsonSchemaType.Number })));
        else if (type == typeof(TimeOnly)) (schema.Type, schema.Format, schema.Pattern) = (JsonSchemaType.String, null, "^[0-2][0-9]:[0-5][0-9]$");
        else if (schema.Properties is { } properties && RegistryTables.All.FirstOrDefault(table => table.Record == type) is { } table) DescribeColumns(properties, table);
        return Task.CompletedTask;
    }

    // What the registry says about its columns.
    private static void DescribeColumns(IDictionary<string, IOpenApiSchema> properties, RegistryTable table)
    {
        foreach (var column in table.Columns)
        {
            if (!properties.TryGetValue(column.Name, out var property)) continue;
            property.Description = column.Unit is { } unit ? $"{column.About}, in {unit}" : column.About;
        }
    }

    private static void Become(OpenApiSchema schema, JsonSchemaType type, IOpenApiSchema items) => (schema.Type, schema.Items, schema.Properties, schema.Required) = (type, items, null, null);

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Array(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };
}
