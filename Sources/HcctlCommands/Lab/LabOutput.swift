internal import ArgumentParser
internal import ClusterModel
internal import Lab

/// How an answer is written.
enum LabFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// `-o`.
struct LabOutput: ParsableArguments {
    @Option(name: .shortAndLong, help: "text or json.")
    var output = LabFormat.text

    func show(_ status: LabStatus) {
        switch output {
        case .text: Console.out([LabReport.text(status)])
        case .json: Console.out([LabReport.json(status).description])
        }
    }
}
