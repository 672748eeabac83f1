internal import ClusterModel

extension OpenAPIDocument {
    /// The documents of the API: members that are always there are required.
    static var schemas: [JSON.Member] {
        [
            object("Problem", ["type": string, "title": string, "status": integer, "detail": string]),
            object(
                "Status",
                [
                    "formatVersion": integer, "command": string, "cluster": string, "exitCode": integer,
                    "verdict": string, "seconds": number, "commands": anyObject, "resources": list("Resource"),
                    "plan": anyObject, "differences": objects, "steps": objects, "held": objects, "unknown": objects,
                    "unmanaged": objects, "controller": reference("schemas", "Controller"),
                ],
                optional: [
                    "scope": anyObject, "running": objects, "noted": objects, "refusals": strings, "causes": objects,
                ]),
            object(
                "Resource",
                [
                    "kind": string, "name": string, "sync": string, "health": string, "actuation": string,
                    "conditions": objects, "facts": anything,
                ]),
            object(
                "Controller",
                [
                    "version": string, "host": orNull("string"), "startedAt": time, "observedAt": orNull("string"),
                    "acting": ["type": "boolean"], "observing": orNull("object"), "term": orNull("integer"),
                    "revision": orNull("object"), "problems": strings,
                ]),
            object("Events", ["formatVersion": integer, "events": list("Event")]),
            object("Event", ["id": integer, "event": string, "data": string]),
            object("Samples", ["formatVersion": integer, "samples": list("Sample")]),
            object("Sample", ["at": time, "volume": string, "healBacklog": integer]),
            object("History", ["formatVersion": integer, "runs": list("Run")]),
            object(
                "Run",
                [
                    "run": integer, "command": string, "cluster": string, "began": time, "ended": orNull("string"),
                    "steps": integer, "verdict": orNull("string"),
                ]),
            object(
                "Reconciliation",
                [
                    "formatVersion": integer, "request": integer, "observedAt": orNull("string"),
                    "verdict": orNull("string"), "ready": orNull("integer"), "held": orNull("integer"),
                    "acting": ["type": "boolean"], "run": orNull("integer"),
                ]),
        ]
    }

    private static let string: JSON = ["type": "string"]
    private static let integer: JSON = ["type": "integer"]
    private static let number: JSON = ["type": "number"]
    private static let time: JSON = ["type": "string", "format": "date-time"]
    private static let anything: JSON = [:]
    private static let anyObject: JSON = ["type": "object"]
    private static let objects: JSON = ["type": "array", "items": ["type": "object"]]
    private static let strings: JSON = ["type": "array", "items": ["type": "string"]]

    private static func orNull(_ type: String) -> JSON { ["type": [.string(type), "null"]] }
    private static func list(_ schema: String) -> JSON { ["type": "array", "items": reference("schemas", schema)] }

    private static func object(_ name: String, _ required: JSON, optional: JSON = [:]) -> JSON.Member {
        guard case .object(let own) = required, case .object(let more) = optional else {
            preconditionFailure("properties are an object")
        }
        return .init(
            name,
            [
                "type": "object", "required": .array(own.map { .string($0.name) }),
                "properties": .object(own + more), "additionalProperties": false,
            ])
    }
}
