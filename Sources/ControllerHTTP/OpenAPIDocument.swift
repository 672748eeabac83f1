package import ClusterModel

/// The API as OpenAPI 3.1 describes it (spec.openapis.org).
package enum OpenAPIDocument {
    package static var document: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "hcctl controller", "version": "1",
                "description": """
                What a controller of hcctl observes, plans and does. On a loopback address no token is asked for \
                unless one is configured; elsewhere every path but /, /healthz, /readyz and this document needs \
                it. The documents are those of the verbs of the same names with -o json.
                """,
            ],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
                "parameters": .object(parameters), "responses": .object(responses), "schemas": .object(schemas),
            ],
        ]
    }

    private static let paths: [JSON.Member] = [
        path("/", .page, "The status page.", ["200": content("The page.", "text/html", ["type": "string"])]),
        path("/healthz", .health, "Whether the process answers.", ["200": text("It does.")]),
        path(
            "/readyz", .ready, "Whether the cluster was observed at least once.",
            ["200": text("It was."), "503": reference("responses", "Unavailable")]),
        path("/metrics", .metrics, "Figures in the text format of Prometheus.", ["200": text("The figures.")]),
        path(
            "/api/v1/openapi.json", .openAPI, "This document.",
            ["200": content("The document.", "application/json", ["type": "object"])]),
        path(
            "/api/v1/status", .status, "The state of the cluster, and what the controller says of itself.",
            observed("Status")),
        path("/api/v1/plan", .plan, "Every step that is ready or held.", observed("Status")),
        path("/api/v1/resources", .resources, "Resources with their state.", observed("Status")),
        path(
            "/api/v1/resources/{kind}/{name}", .resource("", ""), "Everything that is known of one resource.",
            observed("Status") + [.init("404", reference("responses", "NotFound"))]),
        path(
            "/api/v1/events", .events, "Events, the oldest first; as a stream those that come.",
            [
                .init(
                    "200",
                    [
                        "description": "The events.",
                        "content": [
                            "application/json": ["schema": reference("schemas", "Events")],
                            "text/event-stream": ["schema": ["type": "string"]],
                        ],
                    ])
            ] + [.init("503", reference("responses", "Unavailable"))]),
        path(
            "/api/v1/samples", .samples, "Heal backlogs over time, the oldest first.",
            ["200": content("The samples.", "application/json", reference("schemas", "Samples"))]),
        path(
            "/api/v1/history", .history, "Runs, the newest first.",
            ["200": content("The runs.", "application/json", reference("schemas", "History"))]),
        path(
            "/api/v1/reconcile", .reconcile,
            "Observes the cluster soon; the answer says what was found, and which run it caused.",
            [
                "202": content(
                    "It was observed, or is about to be.", "application/json",
                    reference("schemas", "Reconciliation"))
            ]),
    ]

    private static func path(_ path: String, _ route: APIRoute, _ summary: String, _ responses: JSON) -> JSON.Member {
        guard case .object(let members) = responses else { preconditionFailure("responses are an object") }
        return Self.path(path, route, summary, members)
    }

    private static func path(
        _ path: String, _ route: APIRoute, _ summary: String, _ responses: [JSON.Member]
    ) -> JSON.Member {
        var operation: [JSON.Member] = [.init("summary", .string(summary))]
        let names = route.parameters.sorted() + (path.contains("{") ? ["kindOfPath", "nameOfPath"] : [])
        if !names.isEmpty {
            operation.append(.init("parameters", .array(names.map { reference("parameters", $0) })))
        }
        var answers = responses
        if !route.parameters.isEmpty { answers.append(.init("400", reference("responses", "BadRequest"))) }
        if !route.isPublic {
            operation.append(.init("security", [[:], ["bearer": []]]))
            answers.append(.init("401", reference("responses", "Unauthorized")))
        }
        answers.append(.init("403", reference("responses", "Forbidden")))
        operation.append(.init("responses", .object(answers)))
        return .init(path, .object([.init(route.method.lowercased(), .object(operation))]))
    }

    private static func observed(_ schema: String) -> [JSON.Member] {
        [
            .init("200", content("The document.", "application/json", reference("schemas", schema))),
            .init("503", reference("responses", "Unavailable")),
        ]
    }

    private static func text(_ description: String) -> JSON { content(description, "text/plain", ["type": "string"]) }

    private static func content(_ description: String, _ type: String, _ schema: JSON) -> JSON {
        ["description": .string(description), "content": .object([.init(type, ["schema": schema])])]
    }

    static func reference(_ part: String, _ name: String) -> JSON {
        ["$ref": .string("#/components/\(part)/\(name)")]
    }

    private static let responses: [JSON.Member] = [
        ("BadRequest", "A parameter is wrong."), ("Unauthorized", "The token is missing or wrong."),
        ("Forbidden", "The request comes from a page of another site."),
        ("NotFound", "No manifest declares it."), ("Unavailable", "Not now; try again."),
    ].map { .init($0.0, content($0.1, "application/problem+json", reference("schemas", "Problem"))) }

    private static let parameters: [JSON.Member] = [
        parameter(
            "kind", "query", "kind", "Only resources of this kind.",
            ["type": "string", "enum": .array(ResourceKind.allCases.map { .string($0.rawValue) })]),
        parameter(
            "after", "query", "after", "Only events with a higher number.", ["type": "integer", "minimum": 0]),
        parameter(
            "limit", "query", "limit", "So many of the newest.",
            [
                "type": "integer", "minimum": .integer(HTTPLimits.rows.lowerBound),
                "maximum": .integer(HTTPLimits.rows.upperBound), "default": .integer(HTTPLimits.standardRows),
            ]),
        parameter("kindOfPath", "path", "kind", "A kind: `Host`.", ["type": "string"]),
        parameter("nameOfPath", "path", "name", "The name of its document.", ["type": "string"]),
    ]

    private static func parameter(
        _ key: String, _ place: String, _ name: String, _ description: String, _ schema: JSON
    ) -> JSON.Member {
        .init(
            key,
            [
                "name": .string(name), "in": .string(place), "required": .bool(place == "path"),
                "description": .string(description), "schema": schema,
            ])
    }
}
