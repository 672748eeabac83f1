internal import ArgumentParser
internal import Manifests

/// A word of the command line in the place of a verb that is none.
struct UnknownVerb {
    let parent: any ParsableCommand.Type
    let message: String

    /// Nil where every verb exists, or where an option comes first.
    static func find(in arguments: [String], of parent: any ParsableCommand.Type = Hcctl.self) -> UnknownVerb? {
        let verbs = parent.configuration.subcommands
        guard !verbs.isEmpty, let word = arguments.first, !word.hasPrefix("-"), word != "help" else { return nil }
        if let known = verbs.first(where: { $0.configuration.commandName == word }) {
            return find(in: Array(arguments.dropFirst()), of: known)
        }
        let names = verbs.compactMap { verb in verb.configuration.commandName }
        let advice = ClosestMatch.advice(for: word, among: names).map { "; \($0)" } ?? ""
        return UnknownVerb(parent: parent, message: "there is no verb “\(word)”\(advice)")
    }
}
